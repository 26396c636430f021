package com.banxiang.sandbox.jpush;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The vendor without trouble, and somebody nobody else sends to. */
abstract class JPushScene {

    static final AtomicInteger LAST_PERSON = new AtomicInteger();

    final String alias = "u_person" + LAST_PERSON.incrementAndGet();

    @Autowired
    WebTestClient client;

    JPushCalls jpush;

    @BeforeEach
    void logIn() {
        jpush = new JPushCalls(client);
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }
}
