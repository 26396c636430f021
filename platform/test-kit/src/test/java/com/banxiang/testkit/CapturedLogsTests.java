package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CapturedLogsTests {

    private static final String PHONE = "13800138000";

    @Test
    void findsASecretInAMessage() {

        try (var logs = CapturedLogs.start()) {
            LoggerFactory.getLogger("kitchen").info("sent a code to {}", PHONE);

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> logs.assertNowhere(PHONE))
                    .withMessageContaining("sent a code to");
        }
    }

    @Test
    void findsASecretInTheCauseOfAnError() {

        try (var logs = CapturedLogs.start()) {
            LoggerFactory.getLogger("kitchen")
                    .error("failed", new IllegalStateException("outer", new IllegalArgumentException(PHONE)));

            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> logs.assertNowhere(PHONE));
        }
    }

    @Test
    void isContentWhenNoLineSaysIt() {

        try (var logs = CapturedLogs.start()) {
            LoggerFactory.getLogger("kitchen").info("sent a code");

            assertThatCode(() -> logs.assertNowhere(PHONE)).doesNotThrowAnyException();
            assertThatCode(() -> logs.assertSomewhere("kitchen", "sent a code")).doesNotThrowAnyException();
        }
    }

    @Test
    void takesSilenceForNoProof() {

        try (var logs = CapturedLogs.start()) {
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> logs.assertNowhere(PHONE));
        }
    }

    @Test
    void hearsNothingAfterItsEnd() {

        var logs = CapturedLogs.start();
        logs.close();

        LoggerFactory.getLogger("kitchen").info("too late");

        assertThat(logs.lines()).isEmpty();
    }
}
