package com.banxiang.notification;

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

        Outside.isWell();
        var person = UUID.randomUUID();

        return new ApiFuzz(new Requests(http), new Stored(database), (kind, path) -> authorization(kind, path, person))
                .known("kind", "user")
                .known("type", "welcome")
                .known("registrationId", "190e35f7e0123456789")
                .tests();
    }

    private static String authorization(String kind, String path, UUID person) {
        return switch (kind) {
            case "user" -> Authorization.user(person);
            case "child" -> Authorization.child(person);
            case "operator" -> "Bearer " + TestTokens.operator(person, "ADMIN");
            case "service" ->
                Authorization.service(
                        path.equals("/internal/sms") || path.startsWith("/internal/users/")
                                ? "user-service"
                                : "child-service");
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
