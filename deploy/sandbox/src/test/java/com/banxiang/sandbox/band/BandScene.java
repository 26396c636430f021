package com.banxiang.sandbox.band;

import com.banxiang.sandbox.Secret;
import com.banxiang.sandbox.SettableClock;
import com.banxiang.sandbox.background.Background;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.util.AlternativeJdkIdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A band and who receives what it sends. */
abstract class BandScene {

    static final String NEWEST = WebhookSecretTests.SECRET;
    static final String OLDER = WebhookSecretTests.OTHER_SECRET;
    static final String RECORDS = "/_sandbox/wearables/band/users/dev-7f3a/records";
    static final String PRESSURE = "{\"metric\":\"blood_pressure\",\"systolic\":168,\"diastolic\":104,\"pulse\":78}";

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final SettableClock clock = new SettableClock();
    final Background background = new Background();
    Receiver receiver;
    WebTestClient client;

    /** Of the client made last. */
    SendReadings sendReadings;

    @BeforeEach
    void start() {
        receiver = new Receiver(clock, List.of(NEWEST, OLDER));
        client = client(receiver.url(), new Secret(OLDER), Duration.ofMillis(100));
    }

    @AfterEach
    void stop() {
        background.destroy();
        receiver.close();
    }

    WebTestClient client(URI webhook, Secret older, Duration pause) {
        return client(webhook, older, List.of(pause, pause, pause));
    }

    WebTestClient client(URI webhook, Secret older, List<Duration> pauses) {

        var json = JsonMapper.builder().build();
        var settings = new BandSettings(new Secret(NEWEST), older, webhook, pauses, PATIENCE);
        var compose = new ComposeReadings(json, new AlternativeJdkIdGenerator(), clock);
        sendReadings = new SendReadings(settings, new Webhook(settings, json, clock), background, clock);
        return WebTestClient.bindToController(new BandController(compose, new Spoiler(settings, compose), sendReadings))
                .configureClient()
                .responseTimeout(PATIENCE)
                .build();
    }

    BodyContentSpec send(String query, String records) {
        return post(client, query, records).expectStatus().isOk().expectBody();
    }

    static ResponseSpec post(WebTestClient client, String query, String records) {
        return client.post()
                .uri(URI.create(RECORDS + query))
                .header("Content-Type", "application/json")
                .bodyValue(records)
                .exchange();
    }

    static BodyContentSpec list(WebTestClient client) {
        return client.get()
                .uri("/_sandbox/wearables/band/messages?openId=dev-7f3a")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
