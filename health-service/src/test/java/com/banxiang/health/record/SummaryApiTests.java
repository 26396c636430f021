package com.banxiang.health.record;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Readings.SUMMARY;
import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class SummaryApiTests {

    @Autowired
    WebTestClient client;

    Elder elder;

    @BeforeEach
    void login(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void isTheNewestOfEachTypeWithWhatChanged() {

        var now = Instant.now();
        elder.adds(pressure(150, 90, now.minusSeconds(120)));
        elder.adds(pressure(138, 86, now.minusSeconds(60)));
        elder.adds(spo2(97));

        var items = data(elder.app().get(SUMMARY), 200).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("value").asInt()).isEqualTo(138);
        assertThat(items.get(0).path("change").asInt()).isEqualTo(-12);
        assertThat(items.get(0).path("indicators").path("level").asString()).isEqualTo("elevated");
        assertThat(items.get(1).path("type").asString()).isEqualTo("spo2");
        assertThat(items.get(1).has("change")).isFalse();
    }

    @Test
    void isOnesOwn() {

        elder.adds(spo2(97));

        var stranger = Api.ofElder(client, UUID.randomUUID());

        assertThat(data(stranger.get(SUMMARY), 200).path("items")).isEmpty();
    }

    @Test
    void textsFollowTheLanguage() {

        elder.adds(spo2(92));

        var body = client.get()
                .uri(SUMMARY)
                .header("Authorization", "Bearer " + TestTokens.user(elder.id()))
                .header("Accept-Language", "en")
                .exchange();

        assertThat(data(body, 200)
                        .path("items")
                        .get(0)
                        .path("indicators")
                        .path("description")
                        .asString())
                .isEqualTo("Blood oxygen is low");
    }
}
