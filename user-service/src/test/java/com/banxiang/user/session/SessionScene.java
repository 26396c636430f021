package com.banxiang.user.session;

import com.banxiang.testkit.Answer;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An elder who is signed in, and what is stored of it. */
abstract class SessionScene {

    static final String REFRESH = "/api/v1/auth/refresh";
    static final String LOGOUT = "/api/v1/auth/logout";

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

    Answer refresh(String token) {
        return client.post(REFRESH, null, Map.of("refreshToken", token));
    }

    String successor(String token) {
        return refresh(token).expect(200).data().path("refreshToken").asString();
    }

    SignedIn signInAgain() {
        stored.codesWereLongAgo();
        return client.signIn(elder.phone());
    }

    List<String> revoked(String query) {
        return client.getAs("gateway", "/internal/sessions/revoked" + query)
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .map(it -> it.path("sid").asString())
                .toList();
    }

    void spentEarlier(String by) {
        stored.change(
                "update refresh_tokens set spent_at = spent_at - cast(? as interval)"
                        + " where session_id = ? and spent_at is not null",
                by,
                UUID.fromString(elder.sid()));
    }

    void endedEarlier(String by) {
        stored.change(
                "update sessions set ended_at = ended_at - cast(? as interval) where id = ?",
                by,
                UUID.fromString(elder.sid()));
    }

    Instant endOf(SignedIn who) {
        return stored.one(Instant.class, "select ended_at from sessions where id = ?", UUID.fromString(who.sid()));
    }

    long tokensOf(SignedIn who) {
        return stored.count("select count(*) from refresh_tokens where session_id = ?", UUID.fromString(who.sid()));
    }
}
