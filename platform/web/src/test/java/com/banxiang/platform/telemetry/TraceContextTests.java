package com.banxiang.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTests {

    @Test
    void continuesATraceWithASpanOfItsOwn() {

        var trace = TraceContext.continuing("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.spanId()).hasSize(16).isNotEqualTo("b7ad6b7169203331");
        assertThat(trace.sampled()).isTrue();
        assertThat(TraceContext.continuing(trace.header()).traceId()).isEqualTo(trace.traceId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-00", "-01"})
    void passesOnWhetherItIsSampled(String flags) {

        var trace = TraceContext.continuing("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331" + flags);

        assertThat(trace.header()).endsWith(flags);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
            })
    void startsAnewWhereNothingReadableCame(String header) {

        var trace = TraceContext.continuing(header);

        assertThat(trace.traceId()).matches("[0-9a-f]{32}").doesNotContain("0af7651916cd");
        assertThat(trace.sampled()).isFalse();
    }
}
