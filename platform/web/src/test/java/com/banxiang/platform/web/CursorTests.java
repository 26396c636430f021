package com.banxiang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CursorTests {

    static final long NOON = Instant.parse("2026-11-20T12:00:00Z").getEpochSecond();
    static final Cursor CURSOR = new Cursor(Instant.ofEpochSecond(NOON, 123_456_000), UUID.randomUUID());

    @Test
    void isReadAsItWasHandedOut() {
        assertThat(Cursor.of(CURSOR.text())).isEqualTo(CURSOR);
    }

    static Stream<Arguments> neverHandedOut() {
        var good = CURSOR.text();
        return Stream.of(
                argumentSet("no Base64", "好"),
                argumentSet("cut off", good.substring(0, good.length() - 4)),
                argumentSet("with something behind it", good + "AAAA"),
                argumentSet("padded", good + "=="),
                argumentSet("beyond all time", text(Long.MAX_VALUE, Integer.MAX_VALUE)),
                argumentSet("before all time", text(Long.MIN_VALUE, 0)),
                argumentSet("a time no database keeps", text(Instant.MAX.getEpochSecond(), 0)),
                argumentSet(
                        "long ago", text(Instant.parse("1899-12-31T23:59:59Z").getEpochSecond(), 0)),
                argumentSet("more than a second of nanoseconds", text(NOON, 1_000_000_000)),
                argumentSet("less than none", text(NOON, -1)),
                argumentSet("ones", encoded(ones())));
    }

    @ParameterizedTest
    @MethodSource("neverHandedOut")
    void isRefusedIfItWasNeverHandedOut(String text) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Cursor.of(text));
    }

    private static String text(long second, int nano) {
        return encoded(ByteBuffer.allocate(28).putLong(second).putInt(nano).array());
    }

    private static byte[] ones() {
        var bytes = new byte[28];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
