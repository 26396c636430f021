package com.banxiang.platform.data;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a client is told while the database is away, and that a mistake of ours is not taken for that. */
@ServiceTest
class StoreAwayApiTests {

    @Autowired
    WebTestClient http;

    @Autowired
    StoringController store;

    static Stream<Arguments> away() {
        return Stream.of(
                argumentSet("no connection", new DataAccessResourceFailureException("")),
                argumentSet("no transaction", new CannotCreateTransactionException("")),
                argumentSet("statement time-out", new QueryTimeoutException("")),
                argumentSet("lock time-out", new CannotAcquireLockException("")),
                argumentSet("raw: starting", new R2dbcTransientResourceException("")),
                argumentSet("raw: closed", new R2dbcNonTransientResourceException("")));
    }

    static Stream<Arguments> ours() {
        return Stream.of(
                argumentSet("is there already", new DuplicateKeyException("")),
                argumentSet("a wrong statement", new R2dbcBadGrammarException("")));
    }

    @ParameterizedTest
    @MethodSource("away")
    void saysThatItIsAway(Throwable failure) {
        store.failure.set(failure);
        new Requests(http).get("/stored", null).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void takesTheBlameForItsOwnMistakes(Throwable failure) {
        store.failure.set(failure);
        new Requests(http).get("/stored", null).expectRefusal(500, "INTERNAL_ERROR");
    }
}
