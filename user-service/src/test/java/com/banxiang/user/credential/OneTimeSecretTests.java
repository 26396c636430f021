package com.banxiang.user.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeSecretTests {

    static final OneTimeSecret OF_THE_RFC = OneTimeSecret.of(
            Base64.getEncoder().encodeToString("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));

    static final Instant NOW = Instant.parse("2026-11-21T08:00:10Z");
    static final long STEP = NOW.getEpochSecond() / 30;

    /** RFC 6238, appendix B, of whose eight digits we use six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long seconds, String code) {
        assertThat(OF_THE_RFC.codeAt(Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }

    @Test
    void codeIsGoodOneStepBeforeAndAfterItsOwn() {

        assertThat(stepOf(-30, -1)).hasValue(STEP - 1);
        assertThat(stepOf(0, -1)).hasValue(STEP);
        assertThat(stepOf(30, -1)).hasValue(STEP + 1);
        assertThat(stepOf(-60, -1)).isEmpty();
        assertThat(stepOf(60, -1)).isEmpty();
    }

    @Test
    void codeIsGoodOnceAndNoneBeforeItAnyMore() {

        assertThat(stepOf(0, STEP)).isEmpty();
        assertThat(stepOf(-30, STEP)).isEmpty();
        assertThat(stepOf(30, STEP)).hasValue(STEP + 1);
    }

    @Test
    void isReadBackFromWhatIsStoredAndShownToPhonesOnly() {

        var secret = OneTimeSecret.random(new SecureRandom());

        assertThat(OneTimeSecret.of(secret.text()).codeAt(NOW)).isEqualTo(secret.codeAt(NOW));
        assertThat(OF_THE_RFC.uri("alice"))
                .isEqualTo("otpauth://totp/BanXiang:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=BanXiang&algorithm=SHA1&digits=6&period=30");
        assertThat(OF_THE_RFC).hasToString("***");
    }

    private static OptionalLong stepOf(long secondsOff, long lastUsed) {
        return OF_THE_RFC.stepOf(OF_THE_RFC.codeAt(NOW.plusSeconds(secondsOff)), lastUsed, NOW);
    }
}
