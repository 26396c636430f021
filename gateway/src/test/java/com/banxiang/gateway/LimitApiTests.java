package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What somebody is told who asks too often, and who is counted as whom. A permit grows back in a day here. */
@EdgeTest(
        properties = {
            "banxiang.gateway.limits.per=10d",
            "banxiang.gateway.limits.stranger=4",
            "banxiang.gateway.limits.account=6",
            "banxiang.gateway.limits.login=2",
            "banxiang.gateway.limits.webhook=8"
        })
class LimitApiTests {

    static final String RECORDS = "/api/v1/health/records";
    static final String PUBLIC = "/api/v1/health/devices/callback/huawei";

    final String address = Visitors.newAddress();

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    /** A fourth of ten days for each permit that was taken. */
    @Test
    void tellsWhenNothingOfWhatWasTakenIsMissingAnyMore() {
        get(PUBLIC, null).expectHeader().valueEquals("RateLimit-Reset", "216000");
        get(PUBLIC, null)
                .expectHeader()
                .value("RateLimit-Reset", it -> assertThat(Long.parseLong(it)).isBetween(431_000L, 432_000L));
    }

    @Test
    void tellsAStrangerWhatIsLeftAndThenWhenToComeBack() {

        for (var left = 3; left >= 0; left--) {
            get(PUBLIC, null)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("RateLimit-Limit", "4")
                    .expectHeader()
                    .valueEquals("RateLimit-Remaining", Integer.toString(left))
                    .expectHeader()
                    .exists("RateLimit-Reset");
        }

        get(PUBLIC, null)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .value(
                        HttpHeaders.RETRY_AFTER,
                        it -> assertThat(Long.parseLong(it)).isBetween(215_000L, 216_000L))
                .expectHeader()
                .valueEquals("RateLimit-Remaining", "0")
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("RATE_LIMITED")
                .jsonPath("$.message")
                .isEqualTo("操作太频繁,请稍后再试");
    }

    @Test
    void countsBadTokensAsStrangers() {

        var forged = TestTokens.user(UUID.randomUUID(), Token::forged);

        for (var i = 0; i < 4; i++) {
            get(RECORDS, forged).expectStatus().isUnauthorized();
        }

        get(RECORDS, forged).expectStatus().isEqualTo(429);
        get(RECORDS, TestTokens.user(UUID.randomUUID())).expectStatus().isOk();
    }

    @Test
    void countsAnAccountWhereverItAsksFrom() {

        var token = TestTokens.user(UUID.randomUUID());

        for (var i = 0; i < 6; i++) {
            from(Visitors.newAddress(), RECORDS, token).expectStatus().isOk();
        }

        from(Visitors.newAddress(), RECORDS, token).expectStatus().isEqualTo(429);
        get(RECORDS, TestTokens.user(UUID.randomUUID())).expectStatus().isOk();
    }

    @Test
    void countsLogInsByAddressWhateverTokenIsShown() {

        for (var path : new String[] {"/api/v1/auth/login", "/api/child/auth/wx-login"}) {
            post(path, TestTokens.user(UUID.randomUUID())).expectStatus().isOk();
        }

        post("/api/v1/admin/auth/login", TestTokens.user(UUID.randomUUID()))
                .expectStatus()
                .isEqualTo(429);
        get(PUBLIC, null).expectStatus().isOk();
    }

    @Test
    void countsWebhooksOnTheirOwn() {

        for (var i = 0; i < 8; i++) {
            post("/api/v1/webhooks/devices/band", null).expectStatus().isOk();
        }

        post("/api/v1/webhooks/devices/band", null).expectStatus().isEqualTo(429);
        get(PUBLIC, null).expectStatus().isOk();
    }

    @Test
    void cannotBeEscapedByInventingAddresses() {

        for (var i = 0; i < 4; i++) {
            from("10.9.8." + i + ", " + address, PUBLIC, null).expectStatus().isOk();
        }

        from("10.9.8.7, " + address, PUBLIC, null).expectStatus().isEqualTo(429);
    }

    @Test
    void countsAHomeAsOneWhicheverOfItsAddressesAsks() {

        for (var i = 1; i <= 4; i++) {
            from("2001:db8:77:1::" + i, PUBLIC, null).expectStatus().isOk();
        }

        from("2001:db8:77:1:aaaa::5", PUBLIC, null).expectStatus().isEqualTo(429);
        from("2001:db8:77:2::1", PUBLIC, null).expectStatus().isOk();
    }

    @Test
    void refusesTooManyBeforeTheWrongKind() {

        var child = TestTokens.child(UUID.randomUUID());
        for (var i = 0; i < 6; i++) {
            get(RECORDS, child).expectStatus().isForbidden();
        }

        get(RECORDS, child).expectStatus().isEqualTo(429);
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return from(address, path, token);
    }

    private WebTestClient.ResponseSpec from(String forwardedFor, String path, String token) {

        var request = Visitors.from(forwardedFor, anybody).get().uri(path);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, bearer(token));
        }
        return request.exchange();
    }

    private WebTestClient.ResponseSpec post(String path, String token) {

        var request = Visitors.from(address, anybody).post().uri(path);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, bearer(token));
        }
        return request.bodyValue("{}").exchange();
    }
}
