package com.banxiang.user;

import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.api.ApiFuzz;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class HostileRequestTests {

    @TestFactory
    Stream<DynamicTest> areRefusedAndLeaveNothingBehind(
            @Autowired WebTestClient http, @Autowired DatabaseClient database) {

        var person = new Client(http).signIn();

        return new ApiFuzz(
                        new Requests(http),
                        new Stored(database),
                        (kind, path) -> authorization(kind, path, person),
                        "attempts",
                        "login_codes",
                        "fleet_audit")
                .known("id", person.id())
                .tests();
    }

    private static String authorization(String kind, String path, Client.SignedIn person) {
        return switch (kind) {
            case "user" -> "Bearer " + person.token();
            case "operator" -> "Bearer " + TestTokens.operator(UUID.randomUUID(), "ADMIN");
            case "service" -> "Service " + TestTokens.service(callerOf(path), "user-service");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String callerOf(String path) {
        return path.endsWith("/contacts") || path.endsWith("/revoked") ? "notification-service" : "child-service";
    }
}
