package com.banxiang.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalDataTests {

    @ParameterizedTest
    @CsvSource({
        "call 13800138000 now,call 138****8000 now",
        "phone=13800138000&x=1,phone=138****8000&x=1",
        "id 510101196001011234.,id 510101************.",
        "id 51010119600101123X,id 510101************",
        "Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln,Bearer ***",
        "https://x/send?access_token=abc&y=2,https://x/send?access_token=***&y=2",
        "{secret: s3cret-s3cret},{secret: ***}",
        "js_code=abcdefgh&x=1,js_code=***&x=1",
        "refreshToken=abc.def-ghi end,refreshToken=*** end",
        "at 1763625600000 ms,at 1763625600000 ms",
        "id 0192f0c1-1380-7013-8001-380013800000,id 0192f0c1-1380-7013-8001-380013800000",
    })
    void isMaskedAndNothingElseIs(String text, String masked) {
        assertThat(PersonalData.masked(text)).isEqualTo(masked);
    }

    @Test
    void staysShortTextAsItIs() {
        assertThat(PersonalData.masked("ok")).isEqualTo("ok");
    }
}
