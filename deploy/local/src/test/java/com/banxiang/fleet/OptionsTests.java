package com.banxiang.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.fleet.state.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void takesTheOptionsInAnyOrder() {

        var options =
                Options.parse("up", "--port-offset", "100", "--only", "a,b", "--detach", "--data", "x", "--no-build");

        assertThat(options.verb()).isEqualTo("up");
        assertThat(options.only()).containsExactly("a", "b");
        assertThat(options.portOffset()).isEqualTo(100);
        assertThat(options.detach()).isTrue();
        assertThat(options.build()).isFalse();
        assertThat(options.data()).contains("x");
    }

    @Test
    void buildsAndStaysUnlessToldOtherwise() {

        var options = Options.parse("up");

        assertThat(options.build()).isTrue();
        assertThat(options.detach()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port-offset x", "--port-offset -1", "--port-offset 70000", "--port-offset", "--dteach"})
    void refusesWhatItDoesNotUnderstand(String words) {
        assertThatThrownBy(() -> Options.parse(("up " + words).split(" ")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(words.split(" ")[0]);
    }
}
