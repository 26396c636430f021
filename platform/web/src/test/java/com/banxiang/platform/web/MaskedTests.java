package com.banxiang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTests {

    @Test
    void keepsThreeAndFourDigitsOfAPhone() {
        assertThat(Masked.phone("13812348000")).isEqualTo("138****8000");
    }

    /** Three and four digits of seven would be all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "110", "1234567"})
    void keepsNothingOfAShortNumber(String phone) {
        assertThat(Masked.phone(phone)).isEqualTo("****");
    }

    @ParameterizedTest
    @CsvSource({"张三,张*", "欧阳美丽,欧**丽", "王小明,王*明", "李,李*"})
    void keepsTheEndsOnlyOfLongNames(String name, String masked) {
        assertThat(Masked.name(name)).isEqualTo(masked);
    }
}
