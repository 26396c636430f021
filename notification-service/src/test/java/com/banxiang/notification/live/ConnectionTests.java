package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.live.Connection.Frame;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.socket.CloseStatus;
import reactor.test.StepVerifier;

class ConnectionTests {

    static final int BUFFER = 8;

    final Connection connection = new Connection(
            new Guest(new Account(AccountKind.USER, UUID.randomUUID()), UUID.randomUUID()),
            Locale.SIMPLIFIED_CHINESE,
            BUFFER);
    final List<CloseStatus> closed = new ArrayList<>();

    @Test
    void dropsAReaderWhoDoesNotRead() {

        connection.closing().subscribe(closed::add);

        StepVerifier.create(connection.frames(), 0)
                .then(() -> offer(BUFFER))
                .then(() -> assertThat(closed).isEmpty())
                .then(() -> offer(1))
                .then(() -> assertThat(closed).containsExactly(new CloseStatus(4408, "SLOW_READER")))
                .thenCancel()
                .verify();
    }

    @Test
    void keepsAReaderWhoReads() {

        connection.closing().subscribe(closed::add);

        StepVerifier.create(connection.frames().take(10 * BUFFER))
                .then(() -> offer(10 * BUFFER))
                .expectNextCount(10 * BUFFER)
                .verifyComplete();

        assertThat(closed).isEmpty();
    }

    @Test
    void keepsWhatComesBeforeTheReaderIsReady() {

        offer(BUFFER);

        StepVerifier.create(connection.frames().take(BUFFER))
                .expectNextCount(BUFFER)
                .verifyComplete();
    }

    private void offer(int many) {
        for (var i = 0; i < many; i++) {
            connection.offer(new Frame(null, "{}"));
        }
    }
}
