package com.banxiang.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresServerTests {

    private final PostgresServer server = PostgresServer.shared();

    @Test
    void returnsAfterAStopWithWhatWasStored() throws SQLException {

        try (var connection = connectAs("kettle-service")) {
            connection.createStatement().execute("create table kettles (id int)");
        }

        server.stop();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connectAs("kettle-service"));
        server.start();

        try (var connection = connectAs("kettle-service")) {
            assertThat(connection
                            .createStatement()
                            .executeQuery("select * from kettles")
                            .next())
                    .isFalse();
        }
    }

    @Test
    void keepsServicesOutOfEachOthersSchema() throws SQLException {

        try (var owner = connectAs("owner-service");
                var stranger = connectAs("stranger-service")) {
            owner.createStatement().execute("create table secrets (id int)");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> stranger.createStatement().executeQuery("select * from owner_service.secrets"))
                    .withMessageContaining("permission denied");
        }
    }

    private Connection connectAs(String service) throws SQLException {

        var login = server.loginOf(service);
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), login.database()),
                login.user(),
                login.password());
    }
}
