package com.banxiang.health;

import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Tables;
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

        var elder = new Elder(http, database);

        return new ApiFuzz(
                        new Requests(http), new Tables(database), (kind, path) -> authorization(kind, path, elder.id()))
                .known("userId", elder.id())
                .known("brand", "band")
                .tests();
    }

    private static String authorization(String kind, String path, UUID elder) {
        return switch (kind) {
            case "user" -> "Bearer " + TestTokens.user(elder);
            case "operator" -> "Bearer " + TestTokens.operator(UUID.randomUUID(), "ADMIN");
            case "service" ->
                "Service "
                        + TestTokens.service(
                                path.endsWith("/export") ? "user-service" : "child-service", "health-service");
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
