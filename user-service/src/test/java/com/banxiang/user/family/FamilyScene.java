package com.banxiang.user.family;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.NeighbourStub;
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

/** An elder and her daughter, who are not linked yet, and what they may do about it. */
abstract class FamilyScene {

    static final String LINK = "/api/v1/family/link";
    static final String MEMBERS = "/api/v1/family/members";
    static final NeighbourStub CHILDREN = NeighbourStub.of("child-service");

    Client client;
    Stored stored;
    DatabaseClient database;
    SignedIn elder;
    SignedIn daughter;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        this.database = database;
        elder = client.signIn();
        daughter = client.signIn();
        client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", "桂兰"))
                .expect(200);
        client.put("/api/v1/users/profile", daughter.token(), Map.of("nickname", "晓丽"))
                .expect(200);
    }

    /** As if child-service had told of it. */
    UUID bondOf(SignedIn parent) {
        return bondOf(parent, UUID.randomUUID());
    }

    UUID bondOf(SignedIn parent, UUID child) {

        var bond = UUID.randomUUID();
        stored.change(
                "insert into child_links (link_id, parent_id, child_id, relationship, linked_at, version)"
                        + " values (?, ?, ?, 'son', now(), 1)",
                bond,
                parent.id(),
                child);
        return bond;
    }

    String code(SignedIn whose) {
        return client.post("/api/v1/family/generate-code", whose.token(), Map.of())
                .expect(201)
                .data()
                .path("code")
                .asString();
    }

    Answer link(SignedIn child, String code, String relationship) {
        return client.post(LINK, child.token(), Map.of("code", code, "relationship", relationship));
    }

    Answer remove(SignedIn who, String linkId) {
        return client.delete(MEMBERS + "/" + linkId, who.token());
    }

    List<JsonNode> members(SignedIn who) {
        return client.get(MEMBERS, who.token())
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .toList();
    }
}
