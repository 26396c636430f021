package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.server.KafkaServer;
import com.banxiang.testkit.server.PostgresServer;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class ServiceTestTests {

    @Autowired
    Environment environment;

    @Autowired
    WebTestClient client;

    @Test
    void speaksToTheServiceOnItsPort() {

        client.get().uri("/words/hello").exchange().expectBody(String.class).isEqualTo("hello");
    }

    @Test
    void tellsTheServiceWhereItsServersAre() {

        assertThat(environment.getProperty("sample.derived"))
                .isEqualTo("r2dbc:postgresql://127.0.0.1:%d/banxiang"
                        .formatted(PostgresServer.shared().port()));
        assertThat(environment.getProperty("banxiang.kafka.brokers"))
                .isEqualTo(KafkaServer.shared().brokers());
        assertThat(environment.getProperty("banxiang.service.name")).isEqualTo("sample-service");
    }

    @Test
    void givesTheServiceASchemaOfItsOwnWithTheExtensionsInReach() throws Exception {

        var url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        environment.getProperty("banxiang.database.host"),
                        environment.getProperty("banxiang.database.port"),
                        environment.getProperty("banxiang.database.name"));

        try (var connection = DriverManager.getConnection(
                        url,
                        environment.getProperty("banxiang.database.user"),
                        environment.getProperty("banxiang.database.password"));
                var row = connection.createStatement().executeQuery("""
                    select current_user, current_schema,
                           earth_distance(ll_to_earth(52.5, 13.4), ll_to_earth(48.1, 11.6)) as metres
                    """)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("sample_service");
            assertThat(row.getString(2)).isEqualTo("sample_service");
            assertThat(row.getDouble(3)).isBetween(500_000d, 510_000d);
        }
    }

    @Test
    void failsTheRequestThatBlocksAnEventLoop() {

        client.get().uri("/naps").exchange().expectStatus().is5xxServerError();
    }
}
