package com.banxiang.sandbox.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A message that was not taken is sent again by plan, and no other. */
class BandRepeatTests extends BandScene {

    @Test
    void aMessageThatWasNotTakenIsSentAgainUntilItIs() {

        receiver.answerFirst(503, 429);

        send("?id=evt_again", "[" + PRESSURE + "]")
                .jsonPath("$[0].state")
                .isEqualTo("retrying")
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(503);

        await().atMost(PATIENCE)
                .untilAsserted(() -> list(client)
                        .jsonPath("$[0].state")
                        .isEqualTo("delivered")
                        .jsonPath("$[0].attempts.length()")
                        .isEqualTo(3));
        assertThat(receiver.messages())
                .extracting(it -> it.headers().get("webhook-id"))
                .containsOnly("evt_again");
    }

    @Test
    void aMessageIsGivenUpAfterItsPlan() {

        receiver.answerFirst(Collections.nCopies(4, 500).toArray(Integer[]::new));

        send("", "[" + PRESSURE + "]");

        await().atMost(PATIENCE)
                .untilAsserted(() -> list(client).jsonPath("$[0].state").isEqualTo("given_up"));
        assertThat(receiver.messages()).hasSize(4);
    }

    @Test
    void aFirstTryIsRecordedBeforeThePauseBeforeTheNextBegins() {

        receiver.answerFirst(503);
        var recorded = new ArrayList<Sent>();
        var pauses = new AbstractList<Duration>() {

            @Override
            public Duration get(int number) {
                recorded.addAll(sendReadings.newestFirst("dev-7f3a"));
                return Duration.ofHours(1);
            }

            @Override
            public int size() {
                return 1;
            }
        };

        post(client(receiver.url(), null, pauses), "", "[" + PRESSURE + "]")
                .expectStatus()
                .isOk();

        assertThat(recorded)
                .singleElement()
                .satisfies(it -> assertThat(it.attempts()).hasSize(1));
    }

    @Test
    void aMessageIsGivenUpWhereNobodyHasTimeToSendItAgain() {

        receiver.answerFirst(503);
        assertThat(Stream.generate(() -> background.run(Mono.never()))
                        .takeWhile(begun -> begun)
                        .count())
                .isPositive();

        send("", "[" + PRESSURE + "]").jsonPath("$[0].state").isEqualTo("given_up");

        list(client).jsonPath("$[0].state").isEqualTo("given_up");
    }

    @Test
    void aRefusedMessageIsNotSentAgain() {

        receiver.answerFirst(404);

        send("", "[" + PRESSURE + "]").jsonPath("$[0].state").isEqualTo("refused");
    }

    @Test
    void noAnswerIsAnAttemptToo() {

        var nobody = client(URI.create("http://127.0.0.1:1/webhook"), null, Duration.ofHours(1));

        post(nobody, "", "[" + PRESSURE + "]")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[0].state")
                .isEqualTo("retrying")
                .jsonPath("$[0].attempts[0].status")
                .doesNotExist()
                .jsonPath("$[0].attempts[0].answer")
                .isEqualTo("no connection");
    }
}
