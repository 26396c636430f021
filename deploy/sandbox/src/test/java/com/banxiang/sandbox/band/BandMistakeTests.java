package com.banxiang.sandbox.band;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a band does wrong when it is told to. */
class BandMistakeTests extends BandScene {

    @ParameterizedTest
    @CsvSource({
        "missing_header, 400, MISSING_HEADER",
        "missing_header&header=webhook-id, 400, MISSING_HEADER",
        "missing_header&header=webhook-timestamp, 400, MISSING_HEADER",
        "missing_header&header=x-device-id, 400, MISSING_HEADER",
        "timestamp_too_old, 401, TIMESTAMP_OUT_OF_WINDOW",
        "timestamp_too_new, 401, TIMESTAMP_OUT_OF_WINDOW",
        "unknown_secret, 401, BAD_SIGNATURE",
        "removed_secret, 401, BAD_SIGNATURE",
        "older_secret, 202, accepted",
        "both_secrets, 202, accepted",
        "modified_byte, 401, BAD_SIGNATURE",
        "reserialised, 401, BAD_SIGNATURE",
        "device_mismatch, 422, BODY_MISMATCH",
        "id_mismatch, 422, BODY_MISMATCH",
        "wrong_content_type, 415, UNSUPPORTED_MEDIA_TYPE",
        "not_json, 400, MALFORMED_REQUEST",
        "oversized, 413, PAYLOAD_TOO_LARGE",
        "implausible, 202, accepted"
    })
    void whatIsWrongIsSentOnceAndAnsweredAsThePageSays(String wrong, int status, String answer) {

        send("?wrong=" + wrong, "[" + PRESSURE + "]")
                .jsonPath("$[0].attempts.length()")
                .isEqualTo(1)
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(status)
                .jsonPath("$[0].attempts[0].answer.status")
                .isEqualTo(answer)
                .jsonPath("$[0].state")
                .isEqualTo(status == 202 ? "delivered" : "refused");
    }

    @Test
    void aModifiedMessageIsStillJson() {

        send("?wrong=modified_byte", "[" + PRESSURE + "]");
        send("?wrong=reserialised", "[" + PRESSURE + "]");

        assertThat(receiver.messages())
                .allSatisfy(it -> assertThat(it.json().isObject()).isTrue());
    }

    @Test
    void anImplausibleMessageHasTheReadingsToo() {

        send("?wrong=implausible", "[" + PRESSURE + "]");

        var measurements = receiver.messages().getFirst().json().path("measurements");
        assertThat(measurements.path(0).path("systolic").intValue()).isEqualTo(168);
        assertThat(measurements.path(1).path("value").intValue()).isEqualTo(999);
    }

    @Test
    void aDuplicateIsTheSameMessageTwice() {
        send("?wrong=duplicate", "[" + PRESSURE + "]")
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(202)
                .jsonPath("$[0].attempts[1].status")
                .isEqualTo(200);
    }

    @Test
    void aReusedIdHasAnotherBody() {
        send("?wrong=id_reused", "[" + PRESSURE + "]")
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(202)
                .jsonPath("$[0].attempts[1].status")
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"older_secret", "both_secrets"})
    void theOlderSecretMustBeKnownToSignWithIt(String wrong) {

        var withoutOlder = client(receiver.url(), null, Duration.ofHours(1));

        post(withoutOlder, "?wrong=" + wrong, "[" + PRESSURE + "]")
                .expectStatus()
                .isBadRequest();
    }
}
