package com.banxiang.health.device;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ServiceTest
class DeviceApiTests {

    static final String DEVICES = "/api/v1/health/devices";

    @Autowired
    WebTestClient client;

    final String device = "dev-" + UUID.randomUUID();
    Elder elder;

    @BeforeEach
    void login(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void linksABandAtOnceAndTellsSo() {

        var link = data(link(elder.app()).expectHeader().exists("Location"), 201);

        assertThat(link.path("brand").asString()).isEqualTo("band");
        assertThat(link.path("externalId").asString()).isEqualTo(device);
        assertThat(link.path("status").asString()).isEqualTo("linked");
        var event = RecordedEvents.of("device-linked").await(elder.key());
        EventContract.of("device-linked").verify(event.value());
        assertThat(event.json().path("deviceId")).isEqualTo(link.path("id"));
        assertThat(event.value()).doesNotContain(device);
        assertThat(data(elder.app().get(DEVICES), 200).path("items").get(0)).isEqualTo(link);
    }

    @Test
    void logsTheLinkAndNeitherWhoseNorWhichDevice() {

        try (var logs = CapturedLogs.start()) {
            var id = data(link(elder.app()), 201).path("id").asString();
            elder.app().delete(DEVICES + "/" + id).expectStatus().isOk();
            logs.assertSomewhere("device linked", id);
            logs.assertSomewhere("device unlinked", id);
            logs.assertNowhere(elder.key(), device);
        }
    }

    @Test
    void askedTwiceItAnswersTheSameLink() {

        assertThat(data(link(elder.app()), 201)).isEqualTo(data(link(elder.app()), 201));
        assertThat(elder.count("device_links")).isEqualTo(1);
        assertThat(elder.announced("device-linked")).isEqualTo(1);
    }

    @Test
    void deviceOfSomebodyElseIsInUse() {

        link(Api.ofElder(client, UUID.randomUUID()));

        assertThat(refusal(link(elder.app()), 409)).isEqualTo("DEVICE_IN_USE");
        assertThat(elder.count("device_links")).isZero();
    }

    @Test
    void ofTwentyWhoAskAtOnceOneGetsIt() {

        var statuses = AtOnce.by(Stream.generate(() -> Api.ofElder(client, UUID.randomUUID()))
                .limit(20)
                .<Supplier<Integer>>map(it ->
                        () -> link(it).returnResult(Void.class).getStatus().value())
                .toList());

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void unlinkedDeviceIsFreeForAnybody() {

        var id = data(link(elder.app()), 201).path("id").asString();

        elder.app().delete(DEVICES + "/" + id).expectStatus().isOk();
        elder.app().delete(DEVICES + "/" + id).expectStatus().isOk();

        var event = RecordedEvents.of("device-unlinked").await(elder.key());
        EventContract.of("device-unlinked").verify(event.value());
        assertThat(elder.announced("device-unlinked")).isEqualTo(1);
        assertThat(data(elder.app().get(DEVICES), 200).path("items")).isEmpty();
        data(link(Api.ofElder(client, UUID.randomUUID())), 201);
    }

    @Test
    void pagesThroughDevicesLinkedAtTheSameMoment() {

        for (var externalId : List.of("a-" + device, "b-" + device)) {
            data(link(elder.app(), externalId), 201);
        }
        elder.tables()
                .change(
                        "update device_links set linked_at = date_trunc('hour', linked_at) where user_id = ?",
                        elder.id());

        var first = data(elder.app().get(DEVICES + "?limit=1"), 200);
        var second = data(
                elder.app()
                        .get(
                                DEVICES + "?limit=1&cursor={c}",
                                first.path("nextCursor").asString()),
                200);

        assertThat(Stream.of(first, second)
                        .map(it -> it.path("items").get(0).path("externalId").asString()))
                .containsExactlyInAnyOrder("a-" + device, "b-" + device);
    }

    @Test
    void somebodyElsesDeviceIsNotThere() {

        var id = data(link(elder.app()), 201).path("id").asString();
        var stranger = Api.ofElder(client, UUID.randomUUID());

        assertThat(refusal(stranger.delete(DEVICES + "/" + id), 404)).isEqualTo("DEVICE_NOT_FOUND");
        assertThat(refusal(stranger.delete(DEVICES + "/42"), 404)).isEqualTo("NOT_FOUND");
        assertThat(data(elder.app().get(DEVICES), 200).path("items")).hasSize(1);
    }

    @Test
    void linkingNeedsConsent() {

        elder.agrees(false);

        assertThat(refusal(link(elder.app()), 403)).isEqualTo("CONSENT_REQUIRED");
        assertThat(elder.count("device_links")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = "xiaomi")
    void brandThatIsNotConfiguredIsUnavailable(String brand) {
        assertThat(refusal(elder.app().post(DEVICES, "{\"brand\": \"%s\"}".formatted(brand)), 422))
                .isEqualTo("BRAND_UNAVAILABLE");
        assertThat(refusal(
                        elder.app().post(DEVICES, "{\"brand\": \"%s\", \"externalId\": \"x\"}".formatted(brand)), 422))
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
                "{\"brand\": \"band\", \"externalId\":"
                        + " \"0123456789012345678901234567890123456789012345678901234567890123x\"} | externalId |"
                        + " VALIDATION_FAILED",
            })
    void badInputIsRefusedNamingTheField(String body, String field, String code) {

        var error = envelope(elder.app().post(DEVICES, body), 400).path("error");

        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
    }

    private ResponseSpec link(Api who) {
        return link(who, device);
    }

    private static ResponseSpec link(Api who, String externalId) {
        return who.post(DEVICES, "{\"brand\": \"band\", \"externalId\": \"%s\"}".formatted(externalId));
    }
}
