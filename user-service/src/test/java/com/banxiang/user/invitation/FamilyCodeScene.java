package com.banxiang.user.invitation;

import com.banxiang.testkit.Answer;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** An elder who gives codes, and a child of the mini-program who redeems them. */
abstract class FamilyCodeScene {

    static final String GENERATE = "/api/v1/family/generate-code";
    static final String REDEEM = "/internal/family-codes/redeem";

    final UUID child = UUID.randomUUID();

    Client client;
    Stored stored;
    DatabaseClient database;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        this.database = database;
        elder = client.signIn();
    }

    String code() {
        return generate(Map.of()).path("code").asString();
    }

    JsonNode generate(Map<String, ?> body) {
        return client.post(GENERATE, elder.token(), body).expect(201).data();
    }

    Answer redeem(String code, UUID whose) {
        return client.postAs("child-service", REDEEM, Map.of("code", code, "childId", whose));
    }

    JsonNode sharing() {
        return client.getAs("child-service", "/internal/users/%s/sharing".formatted(elder.id()))
                .expect(200)
                .data();
    }

    void older(String by) {
        stored.change(
                "update family_codes set created_at = created_at - cast(? as interval),"
                        + " expires_at = expires_at - cast(? as interval) where user_id = ?",
                by,
                by,
                elder.id());
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
