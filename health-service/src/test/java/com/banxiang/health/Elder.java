package com.banxiang.health;

import static com.banxiang.health.Api.data;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Tables;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Somebody new who agreed to the keeping of health data: what their app says, and what the service keeps and tells of them. */
public final class Elder {

    private final UUID id = UUID.randomUUID();
    private final Api app;
    private final Tables tables;

    public Elder(WebTestClient client, DatabaseClient database) {
        this.app = Api.ofElder(client, id);
        this.tables = new Tables(database);
    }

    public UUID id() {
        return id;
    }

    /** Under which events about them are published. */
    public String key() {
        return id.toString();
    }

    public Api app() {
        return app;
    }

    public Tables tables() {
        return tables;
    }

    /** The record as it is answered. */
    public JsonNode adds(String reading) {
        return data(app.post(Readings.RECORDS, reading), 201);
    }

    /** What is answered about all of them. */
    public JsonNode addsAll(String... readings) {
        return data(app.post(Readings.BATCH, Readings.batch(readings)), 200);
    }

    public void agrees(boolean given) {
        Api.agrees(id, given);
    }

    /** From now on user-service answers nobody who asks whether they agreed. */
    public void cannotBeAskedAbout() {
        NeighbourStub.of("user-service").dropsConnections("GET", "/internal/users/%s/sharing".formatted(id));
    }

    public long count(String table) {
        return tables.count("select count(*) from %s where user_id = ?".formatted(table), id);
    }

    /** How often others were told of them, or will be in a moment. */
    public long announced(String topic) {
        return tables.count("select count(*) from outbox_messages where topic = ? and message_key = ?", topic, key());
    }
}
