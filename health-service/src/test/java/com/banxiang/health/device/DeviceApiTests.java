package com.banxiang.health.device;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceTest
class DeviceApiTests {

    static final String DEVICES = "/api/v1/health/devices";

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    final UUID elder = UUID.randomUUID();
    final String device = "dev-" + UUID.randomUUID();
    Api app;

    @BeforeEach
    void login() {
        app = Api.ofElder(client, elder);
    }

    @Test
    void linksABandAtOnceAndTellsSo() {

        var link = data(link(app).expectHeader().exists("Location"), 201);

        assertThat(link.path("brand").asString()).isEqualTo("band");
        assertThat(link.path("externalId").asString()).isEqualTo(device);
        assertThat(link.path("status").asString()).isEqualTo("linked");
        var event = RecordedEvents.of("device-linked").await(elder.toString());
        EventContract.of("device-linked").verify(event.value());
        assertThat(event.json().path("deviceId")).isEqualTo(link.path("id"));
        assertThat(event.value()).doesNotContain(device);
        assertThat(data(app.get(DEVICES), 200).path("items").get(0)).isEqualTo(link);
    }

    @Test
    void askedTwiceItAnswersTheSameLink() {

        assertThat(data(link(app), 201)).isEqualTo(data(link(app), 201));
        assertThat(links()).isEqualTo(1);
        assertThat(announcements("device-linked")).isEqualTo(1);
    }

    @Test
    void deviceOfSomebodyElseIsInUse() {

        link(Api.ofElder(client, UUID.randomUUID()));

        assertThat(refusal(link(app), 409)).isEqualTo("DEVICE_IN_USE");
        assertThat(links()).isZero();
    }

    @Test
    void ofTwentyWhoAskAtOnceOneGetsIt() {

        var people = Flux.range(0, 20)
                .map(_ -> Api.ofElder(client, UUID.randomUUID()))
                .collectList()
                .block();

        var statuses = Flux.fromIterable(people)
                .flatMap(
                        it -> Mono.fromCallable(() -> link(it).returnResult(Void.class)
                                        .getStatus()
                                        .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        20)
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()))
                .block();

        assertThat(statuses).containsEntry(201, 1L).containsEntry(409, 19L);
    }

    @Test
    void unlinkedDeviceIsFreeForAnybody() {

        var id = data(link(app), 201).path("id").asString();

        app.delete(DEVICES + "/" + id).expectStatus().isOk();
        app.delete(DEVICES + "/" + id).expectStatus().isOk();

        var event = RecordedEvents.of("device-unlinked").await(elder.toString());
        EventContract.of("device-unlinked").verify(event.value());
        assertThat(announcements("device-unlinked")).isEqualTo(1);
        assertThat(data(app.get(DEVICES), 200).path("items")).isEmpty();
        data(link(Api.ofElder(client, UUID.randomUUID())), 201);
    }

    @Test
    void somebodyElsesDeviceIsNotThere() {

        var id = data(link(app), 201).path("id").asString();
        var stranger = Api.ofElder(client, UUID.randomUUID());

        assertThat(refusal(stranger.delete(DEVICES + "/" + id), 404)).isEqualTo("DEVICE_NOT_FOUND");
        assertThat(refusal(stranger.delete(DEVICES + "/42"), 404)).isEqualTo("NOT_FOUND");
        assertThat(data(app.get(DEVICES), 200).path("items")).hasSize(1);
    }

    @Test
    void linkingNeedsConsent() {

        Api.agrees(elder, false);

        assertThat(refusal(link(app), 403)).isEqualTo("CONSENT_REQUIRED");
        assertThat(links()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xiaomi", "huawei"})
    void brandThatIsNotConfiguredIsUnavailable(String brand) {
        assertThat(refusal(app.post(DEVICES, "{\"brand\": \"%s\"}".formatted(brand)), 422))
                .isEqualTo("BRAND_UNAVAILABLE");
        assertThat(refusal(app.post(DEVICES, "{\"brand\": \"%s\", \"externalId\": \"x\"}".formatted(brand)), 422))
                .isEqualTo("BRAND_UNAVAILABLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | brand | VALIDATION_FAILED",
                "{\"brand\": \"acme\", \"externalId\": \"x\"} | brand | MALFORMED_REQUEST",
                "{\"brand\": 5} | brand | MALFORMED_REQUEST",
                "{\"brand\": \"band\"} | externalId | VALIDATION_FAILED",
                "{\"brand\": \"band\", \"externalId\": \"\"} | externalId | VALIDATION_FAILED",
                "{\"brand\": \"band\", \"externalId\": \"a b\"} | externalId | VALIDATION_FAILED",
                "{\"brand\": \"band\", \"externalId\": 5} | externalId | MALFORMED_REQUEST",
            })
    void badInputIsRefusedNamingTheField(String body, String field, String code) {

        var error = envelope(app.post(DEVICES, body), 400).path("error");

        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
    }

    private ResponseSpec link(Api who) {
        return who.post(DEVICES, "{\"brand\": \"band\", \"externalId\": \"%s\"}".formatted(device));
    }

    private long links() {
        return database.sql("select count(*) from device_links where user_id = :user")
                .bind("user", elder)
                .mapValue(Long.class)
                .one()
                .block();
    }

    private long announcements(String topic) {
        return database.sql("select count(*) from outbox_messages where topic = :topic and message_key = :user")
                .bind("topic", topic)
                .bind("user", elder.toString())
                .mapValue(Long.class)
                .one()
                .block();
    }
}
