package com.banxiang.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.gateway.door.PublicEndpoints.Token;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

class PublicEndpointsTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
        POST,   /api/v1/auth/send-code,                 IGNORED
        POST,   /api/v1/auth/sms-code,                  IGNORED
        POST,   /api/v1/auth/login,                     IGNORED
        POST,   /api/v1/auth/refresh,                   IGNORED
        POST,   /api/v1/auth/logout,                    REQUIRED
        POST,   /api/v1/admin/auth/login,               IGNORED
        POST,   /api/v1/admin/auth/refresh,             IGNORED
        POST,   /api/v1/admin/auth/logout,              OPTIONAL
        POST,   /api/child/auth/wx-login,               IGNORED
        POST,   /api/child/auth/refresh,                IGNORED
        POST,   /api/child/auth/logout,                 OPTIONAL
        POST,   /api/v1/webhooks/devices/band,          IGNORED
        POST,   /api/v1/webhooks/wechat-pay/refunds,    IGNORED
        POST,   /api/h5/pay/x,                          IGNORED
        GET,    /h5/pay/x,                              IGNORED
        GET,    /.well-known/jwks.json,                 IGNORED
        GET,    /api/v1/health/devices/callback/huawei, OPTIONAL
        GET,    /api/v1/health/devices,                 REQUIRED
        GET,    /api/v1/health/records,                 REQUIRED
        GET,    /api/v1/users/me,                       REQUIRED
        GET,    /api/v1/users/me/membership,            REQUIRED
        GET,    /api/v1/membership/plans,               OPTIONAL
        GET,    /api/v1/activities,                     OPTIONAL
        POST,   /api/v1/activities,                     REQUIRED
        GET,    /api/v1/activities/1,                   OPTIONAL
        PUT,    /api/v1/activities/1,                   REQUIRED
        POST,   /api/v1/activities/1/join,              REQUIRED
        GET,    /api/v1/medical/doctors/1/schedules,    OPTIONAL
        GET,    /api/v1/products/1/reviews,             OPTIONAL
        POST,   /api/v1/knowledge/articles/1/like,      REQUIRED
        GET,    /api/v1/animals/claims/mine,            REQUIRED
        GET,    /api/v1/posts/1,                        OPTIONAL
        HEAD,   /api/v1/posts/1,                        OPTIONAL
        DELETE, /api/v1/posts/1,                        REQUIRED
        GET,    /api/v1/admin/users,                    REQUIRED
        GET,    /api/child/parents,                     REQUIRED
        """)
    void opensWhatThePagesCallPublicAndNothingElse(String method, String path, Token token) {
        assertThat(PublicEndpoints.tokenFor(HttpMethod.valueOf(method), path)).isEqualTo(token);
    }
}
