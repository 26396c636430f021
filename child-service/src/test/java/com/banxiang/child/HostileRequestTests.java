package com.banxiang.child;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Tables;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Vendor;
import com.banxiang.testkit.api.ApiFuzz;
import java.util.Map;
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

        var world = new World(http);
        var child = world.aChild();
        var parent = World.aParent();
        world.bind(child, parent);
        everybodyElseSaysNo();

        return new ApiFuzz(
                        new Requests(http), new Tables(database), (kind, path) -> authorization(kind, path, child.id()))
                .known("parent", parent)
                .known("userId", parent)
                .known("childId", child.id())
                .tests();
    }

    private static void everybodyElseSaysNo() {
        Vendor.server()
                .stubFor(get(urlPathMatching("/neighbours/health-service/.*")).willReturn(okJson("""
                    {"success":true,"code":200,"message":"","data":{"items":[],"nextCursor":null}}\
                    """)));
        Vendor.server().stubFor(get(urlPathEqualTo(World.WECHAT)).willReturn(okJson("{\"errcode\":40029}")));
        Vendor.server()
                .stubFor(get(urlPathMatching("/neighbours/health-service/.*/trends"))
                        .willReturn(okJson("""
                            {"success":true,"code":200,"message":"","data":{"statistics":{"count":0},"trend":"stable",\
                            "dataPoints":[],"advice":[]}}\
                            """)));
        World.weChatGivesToken("fuzz");
        Vendor.server().stubFor(post(urlPathEqualTo(World.WECHAT_PHONE)).willReturn(okJson("{\"errcode\":40029}")));
        World.users().refuses("POST", World.REDEEM, 422, "INVALID_FAMILY_CODE");
        World.users().refuses("POST", "/internal/tokens/refresh", 401, "INVALID_REFRESH_TOKEN");
        World.users().answers("POST", "/internal/tokens/revoke", Map.of());
    }

    private static String authorization(String kind, String path, UUID child) {
        return switch (kind) {
            case "child" -> "Bearer " + TestTokens.child(child);
            case "operator" -> "Bearer " + TestTokens.operator(UUID.randomUUID(), "ADMIN");
            case "service" -> "Service " + TestTokens.service(callerOf(path), "child-service");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String callerOf(String path) {
        return switch (path) {
            case "/internal/parents/{userId}/children" -> "health-service";
            case "/internal/bonds/{linkId}", "/internal/users/{id}/export" -> "user-service";
            default -> "notification-service";
        };
    }
}
