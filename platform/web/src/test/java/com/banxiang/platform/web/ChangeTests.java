package com.banxiang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChangeTests {

    record Ask(Change<String> name, Change<LocalDate> birthday) {}

    final JsonMapper json = JsonMapper.shared();

    @Test
    void leavesWhatIsNotNamed() {
        var ask = read("{}");
        assertThat(ask.name().said()).isFalse();
        assertThat(ask.name().of("张三")).isEqualTo("张三");
    }

    @Test
    void clearsWhatIsNull() {
        var ask = read("{\"name\":null}");
        assertThat(ask.name().said()).isTrue();
        assertThat(ask.name().of("张三")).isNull();
    }

    @Test
    void replacesWhatHasAValueOfItsType() {
        var ask = read("{\"name\":\"李四\",\"birthday\":\"1950-02-28\"}");
        assertThat(ask.name().of("张三")).isEqualTo("李四");
        assertThat(ask.birthday().of(null)).isEqualTo(LocalDate.of(1950, 2, 28));
    }

    @Test
    void mapsOnlyAValue() {
        assertThat(read("{\"name\":\" 李四 \"}").name().map(String::strip).of("张三"))
                .isEqualTo("李四");
        assertThat(read("{\"name\":null}").name().map(String::strip).of("张三")).isNull();
        assertThat(read("{}").name().map(String::strip).of("张三")).isEqualTo("张三");
    }

    private Ask read(String text) {
        return json.readValue(text, Ask.class);
    }
}
