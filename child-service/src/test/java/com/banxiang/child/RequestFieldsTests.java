package com.banxiang.child;

import static com.banxiang.child.Client.expectInvalid;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Every field of every request that has but one thing wrong with it: the answer names it. */
@ServiceTest
class RequestFieldsTests {

    static final String LOGIN = "POST /api/child/auth/wx-login";
    static final String REFRESH = "POST /api/child/auth/refresh";
    static final String LOGOUT = "POST /api/child/auth/logout";
    static final String ME = "PUT /api/child/me";
    static final String PHONE = "POST /api/child/me/phone";
    static final String BIND = "POST /api/child/bind";
    static final String CHANGE = "PUT /api/child/parents/" + UUID.randomUUID();

    /** @param request what is right about it, and the one thing that is not */
    record Wrong(String endpoint, String field, String request) {}

    static Stream<Wrong> requests() {
        return Stream.of(
                new Wrong(LOGIN, "code", "{}"),
                new Wrong(LOGIN, "code", "{\"code\":\"  \"}"),
                new Wrong(LOGIN, "code", "{\"code\":\"%s\"}".formatted("x".repeat(129))),
                new Wrong(REFRESH, "refreshToken", "{}"),
                new Wrong(REFRESH, "refreshToken", "{\"refreshToken\":\" \"}"),
                new Wrong(REFRESH, "refreshToken", "{\"refreshToken\":\"%s\"}".formatted("x".repeat(201))),
                new Wrong(LOGOUT, "refreshToken", "{\"refreshToken\":\"%s\"}".formatted("x".repeat(201))),
                new Wrong(ME, "nickname", "{\"nickname\":null}"),
                new Wrong(ME, "nickname", "{\"nickname\":\"%s\"}".formatted("长".repeat(51))),
                new Wrong(ME, "avatarUrl", "{\"avatarUrl\":\"javascript:alert(1)\"}"),
                new Wrong(ME, "avatarUrl", "{\"avatarUrl\":\"https://a.b/%s\"}".formatted("x".repeat(500))),
                new Wrong(PHONE, "code", "{}"),
                new Wrong(PHONE, "code", "{\"code\":\" \"}"),
                new Wrong(PHONE, "code", "{\"code\":\"%s\"}".formatted("x".repeat(129))),
                new Wrong(BIND, "inviteCode", "{\"relationship\":\"son\"}"),
                new Wrong(BIND, "inviteCode", "{\"relationship\":\"son\",\"inviteCode\":\" \"}"),
                new Wrong(
                        BIND,
                        "inviteCode",
                        "{\"relationship\":\"son\",\"inviteCode\":\"%s\"}".formatted("A".repeat(33))),
                new Wrong(BIND, "relationship", "{\"inviteCode\":\"ABCDEF\"}"),
                new Wrong(
                        BIND,
                        "alertPhone",
                        "{\"inviteCode\":\"ABCDEF\",\"relationship\":\"son\",\"alertPhone\":\"12\"}"),
                new Wrong(CHANGE, "relationship", "{\"relationship\":null}"),
                new Wrong(CHANGE, "notificationEnabled", "{\"notificationEnabled\":null}"),
                new Wrong(CHANGE, "alertPhone", "{\"alertPhone\":\"00861381234\"}"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void fieldThatIsWrongIsNamed(Wrong wrong, @Autowired WebTestClient http) {

        var space = wrong.endpoint().indexOf(' ');
        var method = HttpMethod.valueOf(wrong.endpoint().substring(0, space));
        var path = wrong.endpoint().substring(space + 1);

        expectInvalid(
                new Client(http).ask(method, path, TestTokens.child(UUID.randomUUID()), wrong.request()),
                wrong.field());
    }
}
