package com.banxiang.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class TroubleTests {

    static Stream<Arguments> ours() {
        return Stream.of(
                argumentSet("a neighbour is away", new Unavailable("user-service", null)),
                argumentSet("a neighbour is slow", new TimedOut("user-service", null)),
                argumentSet("our own wait ran out", new TimeoutException()),
                argumentSet("nobody listens", new ConnectException()),
                argumentSet("the pool is empty", new R2dbcTimeoutException("acquire")),
                argumentSet("the connection broke", new R2dbcNonTransientResourceException("closed")),
                argumentSet("the server is starting", new R2dbcTransientResourceException("starting")),
                argumentSet("serialization failure", new R2dbcRollbackException("", "40001")),
                argumentSet("deadlock", new R2dbcRollbackException("", "40P01")),
                argumentSet("statement time-out", new R2dbcBadGrammarException("", "57014")),
                argumentSet("lock time-out", new R2dbcBadGrammarException("", "55P03")),
                argumentSet("a server being replaced", new R2dbcBadGrammarException("", "25006")),
                argumentSet("disk full", new R2dbcBadGrammarException("", "53100")),
                argumentSet("no transaction", new CannotCreateTransactionException("", new ConnectException())),
                argumentSet("commit lost", new TransactionSystemException("", new ConnectException())),
                argumentSet("translated: lock", new CannotAcquireLockException("")),
                argumentSet("translated: time-out", new QueryTimeoutException("")),
                argumentSet("translated: connection", new DataAccessResourceFailureException("")),
                argumentSet("no memory", new OutOfMemoryError()),
                argumentSet("a class is missing", new NoClassDefFoundError()));
    }

    static Stream<Arguments> theEvents() {
        return Stream.of(
                argumentSet("rejected", new Rejected("")),
                argumentSet("a mistake", new NullPointerException()),
                argumentSet("breaks a constraint", new DataIntegrityViolationException("")),
                argumentSet("is there already", new DuplicateKeyException("")),
                argumentSet("constraint, raw", new R2dbcDataIntegrityViolationException("", "23514")),
                argumentSet(
                        "a wrong statement",
                        new BadSqlGrammarException("", "", new R2dbcBadGrammarException("", "42703"))),
                argumentSet("nested without end", new StackOverflowError()));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void waitsForWhatPasses(Throwable failure) {
        assertThat(Trouble.isOurs(failure)).isTrue();
        assertThat(Trouble.isOurs(new IllegalStateException("wrapped", new RuntimeException(failure))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("theEvents")
    void givesUpWhatNeverWillSucceed(Throwable failure) {
        assertThat(Trouble.isOurs(failure)).isFalse();
        assertThat(Trouble.isOurs(new IllegalStateException("wrapped", failure)))
                .isFalse();
    }

    @Test
    void isNotCaughtInACircleOfCauses() {

        var first = new RuntimeException("first");
        var second = new RuntimeException("second", first);
        first.initCause(second);

        assertThat(Trouble.isOurs(first)).isFalse();
    }

    @Test
    void failureTellsClassesAndFramesButNoText() {

        var secret = new IllegalStateException("13800138000");
        var event = new IncomingEvent("sample-happened", "1", null, null, null, null, null, new byte[0]);

        var failed = new EventFailed(event, new RuntimeException("张三", secret));

        assertThat(failed).hasNoCause().hasMessageContaining("RuntimeException");
        assertThat(failed.getMessage()).doesNotContain("张三", "138");
        assertThat(failed.getStackTrace()).isEqualTo(secret.getStackTrace());
    }
}
