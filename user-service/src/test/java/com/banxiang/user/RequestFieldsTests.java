package com.banxiang.user;

import static java.util.Map.of;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Every field of every request that has but one thing wrong with it: the answer names it. What else a field of a profile
 * may not be stands with the profile.
 */
@ServiceTest
class RequestFieldsTests {

    static final String LOGIN = "POST /api/v1/auth/login";
    static final String SEND_CODE = "POST /api/v1/auth/send-code";
    static final String SMS_CODE = "POST /api/v1/auth/sms-code";
    static final String REFRESH = "POST /api/v1/auth/refresh";
    static final String LOGOUT = "POST /api/v1/auth/logout";
    static final String PROFILE = "PUT /api/v1/users/profile";
    static final String CONTACT = "PUT /api/v1/users/emergency-contact";
    static final String CONSENTS = "POST /api/v1/users/me/consents";
    static final String GENERATE = "POST /api/v1/family/generate-code";
    static final String LINK = "POST /api/v1/family/link";
    static final String REDEEM = "POST /internal/family-codes/redeem";
    static final String LOOKUP = "POST /internal/users/lookup";
    static final String REFRESH_OF_CHILD = "POST /internal/tokens/refresh";
    static final String REVOKE = "POST /internal/tokens/revoke";

    static final String ADMIN_LOGIN = "POST /api/v1/admin/auth/login";
    static final String ADMIN_REFRESH = "POST /api/v1/admin/auth/refresh";
    static final String ADMIN_LOGOUT = "POST /api/v1/admin/auth/logout";

    static final String PHONE = "13800138000";
    static final String NO_PHONE = "12345678901";
    static final String CODE = "ABC234";
    static final String LONG_TOKEN = "x".repeat(201);
    static final String LONG_CODE = "X".repeat(21);
    static final UUID CHILD = UUID.randomUUID();

    /** @param request what is right about it, and the one thing that is not */
    record Wrong(String endpoint, String field, Map<String, ?> request) {}

    static Stream<Wrong> requests() {
        return Stream.of(
                new Wrong(LOGIN, "phone", of("code", "123456")),
                new Wrong(LOGIN, "phone", of("code", "123456", "phone", NO_PHONE)),
                new Wrong(LOGIN, "code", of("phone", PHONE)),
                new Wrong(LOGIN, "code", of("phone", PHONE, "code", "12345")),
                new Wrong(SEND_CODE, "phone", of()),
                new Wrong(SEND_CODE, "phone", of("phone", NO_PHONE)),
                new Wrong(SMS_CODE, "phone", of("scene", "login")),
                new Wrong(SMS_CODE, "phone", of("scene", "login", "phone", NO_PHONE)),
                new Wrong(REFRESH, "refreshToken", of()),
                new Wrong(REFRESH, "refreshToken", of("refreshToken", " ")),
                new Wrong(REFRESH, "refreshToken", of("refreshToken", LONG_TOKEN)),
                new Wrong(LOGOUT, "refreshToken", of("refreshToken", LONG_TOKEN)),
                new Wrong(PROFILE, "interests[0]", of("interests", Collections.singletonList(null))),
                new Wrong(CONTACT, "name", of("phone", PHONE, "consent", true)),
                new Wrong(CONTACT, "name", of("phone", PHONE, "consent", true, "name", "张".repeat(51))),
                new Wrong(CONTACT, "phone", of("name", "张三", "consent", true)),
                new Wrong(CONTACT, "phone", of("name", "张三", "consent", true, "phone", NO_PHONE)),
                new Wrong(CONTACT, "consent", of("name", "张三", "phone", PHONE)),
                new Wrong(CONTACT, "consent", of("name", "张三", "phone", PHONE, "consent", false)),
                new Wrong(CONSENTS, "document", of("version", "1")),
                new Wrong(CONSENTS, "version", of("document", "health")),
                new Wrong(CONSENTS, "version", of("document", "health", "version", "x".repeat(33))),
                new Wrong(GENERATE, "scopes", of("scopes", Collections.nCopies(11, "health"))),
                new Wrong(GENERATE, "scopes[0]", of("scopes", Collections.singletonList(null))),
                new Wrong(LINK, "code", of("relationship", "son")),
                new Wrong(LINK, "code", of("relationship", "son", "code", " ")),
                new Wrong(LINK, "code", of("relationship", "son", "code", LONG_CODE)),
                new Wrong(LINK, "relationship", of("code", CODE)),
                new Wrong(REDEEM, "code", of("childId", CHILD)),
                new Wrong(REDEEM, "code", of("childId", CHILD, "code", " ")),
                new Wrong(REDEEM, "code", of("childId", CHILD, "code", LONG_CODE)),
                new Wrong(REDEEM, "childId", of("code", CODE)),
                new Wrong(LOOKUP, "ids", of()),
                new Wrong(LOOKUP, "ids", of("ids", Collections.nCopies(101, CHILD))),
                new Wrong(LOOKUP, "ids[0]", of("ids", Collections.singletonList(null))),
                new Wrong(REFRESH_OF_CHILD, "refreshToken", of("typ", "child")),
                new Wrong(REFRESH_OF_CHILD, "refreshToken", of("typ", "child", "refreshToken", " ")),
                new Wrong(REFRESH_OF_CHILD, "refreshToken", of("typ", "child", "refreshToken", LONG_TOKEN)),
                new Wrong(REFRESH_OF_CHILD, "typ", of("refreshToken", "x")),
                new Wrong(ADMIN_LOGIN, "username", of("password", "x")),
                new Wrong(ADMIN_LOGIN, "username", of("password", "x", "username", " ")),
                new Wrong(ADMIN_LOGIN, "username", of("password", "x", "username", "x".repeat(65))),
                new Wrong(ADMIN_LOGIN, "password", of("username", "admin")),
                new Wrong(ADMIN_LOGIN, "password", of("username", "admin", "password", "")),
                new Wrong(ADMIN_LOGIN, "password", of("username", "admin", "password", LONG_TOKEN)),
                new Wrong(ADMIN_LOGIN, "otp", of("username", "admin", "password", "x", "otp", "12345")),
                new Wrong(ADMIN_REFRESH, "refreshToken", of()),
                new Wrong(ADMIN_REFRESH, "refreshToken", of("refreshToken", LONG_TOKEN)),
                new Wrong(ADMIN_LOGOUT, "refreshToken", of("refreshToken", LONG_TOKEN)),
                new Wrong(REVOKE, "refreshToken", of()),
                new Wrong(REVOKE, "refreshToken", of("refreshToken", LONG_TOKEN)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void fieldThatIsWrongIsNamed(Wrong wrong, @Autowired WebTestClient http) {
        ask(new Client(http), wrong).expectInvalid(wrong.field());
    }

    private static Answer ask(Client client, Wrong wrong) {

        var space = wrong.endpoint().indexOf(' ');
        var method = HttpMethod.valueOf(wrong.endpoint().substring(0, space));
        var path = wrong.endpoint().substring(space + 1);
        var authorization = path.startsWith("/internal/")
                ? "Service " + TestTokens.service("child-service", "user-service")
                : "Bearer " + TestTokens.user(UUID.randomUUID());

        return client.exchange(method, path, wrong.request(), of("Authorization", authorization));
    }
}
