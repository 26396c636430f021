package com.banxiang.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueLimitTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        thing1           | 您关注的家人有一条健康提醒请打开查看哦哦
        thing1           | 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀
        number1          | 12345678901234567890123456789012
        number1          | 12.5
        letter1          | abcDEF
        symbol1          | !@#$%
        character_string1 | ORDER-2026 #1
        time1            | 15:01
        time1            | 2026-01-01 15:01
        time1            | 2026年1月1日 15:01
        time1            | 15:01~16:30
        time1            | 2026-01-01 15:01:30 ~ 2026-01-01 16:01:30
        date1            | 2026-01-01
        date1            | 2026年1月1日 15:01
        date1            | 2026-01-01~2026-01-07
        amount1          | ¥128.00
        amount1          | 128.00元
        phone_number1    | +86-0766-66888866
        car_number1      | 粤A8Z888挂
        name1            | 李**
        name1            | Jean-Luc Picard
        phrase1          | 已接单
        """)
    void acceptsWhatFits(String keyword, String value) {
        assertThat(ValueLimit.of(keyword).accepts(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        thing1           | 您关注的家人有一条健康提醒请打开查看哦哦哦
        thing1           | 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀
        thing1           | ''
        number1          | 123456789012345678901234567890123
        number1          | 12岁
        letter1          | abc1
        letter1          | abcdefghijklmnopqrstuvwxyzabcdefg
        symbol1          | !!!!!!
        symbol1          | a
        character_string1 | 订单1
        character_string1 | 123456789012345678901234567890123
        time1            | 25:01
        time1            | 2026-01-01
        time1            | 刚才
        date1            | 15:01
        amount1          | 12345678901元
        amount1          | 约100元
        phone_number1    | 123456789012345678
        phone_number1    | 电话
        car_number1      | 粤A8Z888888
        name1            | 一二三四五六七八九十一
        name1            | abcdefghijklmnopqrstu
        name1            | abcdefghij李
        phrase1          | 已接单了吗呢
        phrase1          | ok
        """)
    void refusesWhatDoesNot(String keyword, String value) {
        assertThat(ValueLimit.of(keyword).accepts(value)).isFalse();
    }

    @Test
    void refusesLineBreaksAndControlCharacters() {
        assertThat(ValueLimit.THING.accepts("一\n二")).isFalse();
        assertThat(ValueLimit.THING.accepts("一\u0007二")).isFalse();
        assertThat(ValueLimit.THING.accepts("一\u2028二")).isFalse();
    }

    @Test
    void aKeywordOfNoKindIsAnErrorOfOurs() {
        assertThatThrownBy(() -> ValueLimit.of("thong1")).isInstanceOf(IllegalArgumentException.class);
    }
}
