package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.server.PostgresServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@DatabaseTest(properties = "banxiang.encryption.current=of-the-test")
class DatabaseTestTests {

    @Autowired
    Environment environment;

    @Test
    void hasADatabaseAndSilentKafka() {

        assertThat(environment.getProperty("banxiang.database.port", Integer.class))
                .isEqualTo(PostgresServer.shared().port());
        assertThat(environment.getProperty("banxiang.messaging.enabled")).isEqualTo("false");
        assertThat(environment.getProperty("banxiang.kafka.brokers")).isEqualTo("127.0.0.1:9");
    }

    @Test
    void letsATestSayOtherwise() {

        assertThat(environment.getProperty("banxiang.encryption.current")).isEqualTo("of-the-test");
        assertThat(environment.getProperty("banxiang.encryption.index-key")).isNotEmpty();
    }
}
