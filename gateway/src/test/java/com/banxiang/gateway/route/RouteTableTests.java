package com.banxiang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.gateway.route.RouteRow.Pace;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTests {

    final RouteTable whole = new RouteTable(EnumSet.allOf(Upstream.class), true);

    @ParameterizedTest
    @CsvSource(textBlock = """
        /,                                             GATEWAY
        /.well-known/jwks.json,                        USER
        /api/v1/auth/login,                            USER
        /api/v1/users/me,                              USER
        /api/v1/users/me/export,                       USER
        /api/v1/users/me/erase,                        USER
        /api/v1/users/me/membership,                   USER
        /api/v1/users/me/sharing,                      USER
        /api/v1/users/me/consents,                     USER
        /api/v1/users/profile,                         USER
        /api/v1/users/verify,                          USER
        /api/v1/users/emergency-contact,               USER
        /api/v1/users/settings,                        USER
        /api/v1/interests,                             USER
        /api/v1/family/members/1,                      USER
        /api/v1/upload/image,                          USER
        /api/v1/membership/plans,                      USER
        /api/v1/promotion/invite,                      USER
        /api/v1/admin/auth/login,                      USER
        /api/v1/admin/users/1/status,                  USER
        /api/v1/admin/operators,                       USER
        /api/v1/admin/audit-logs,                      USER
        /api/v1/users/me/activities,                   ACTIVITY
        /api/v1/activities/1/join,                     ACTIVITY
        /api/v1/captains,                              ACTIVITY
        /api/v1/travel/requests,                       ACTIVITY
        /api/v1/admin/captains/1/approve,              ACTIVITY
        /api/v1/ai/chat,                               AI
        /api/v1/medical/doctors/1/schedules,           MEDICAL
        /api/v1/appointments,                          MEDICAL
        /api/v1/services/1,                            MEDICAL
        /api/v1/admin/medical/hospitals,               MEDICAL
        /api/v1/orders/1/pay,                          PAYMENT
        /api/v1/products,                              PAYMENT
        /api/v1/categories,                            PAYMENT
        /api/v1/merchants/apply,                       PAYMENT
        /api/v1/webhooks/wechat-pay/transactions,      PAYMENT
        /api/v1/admin/orders,                          PAYMENT
        /api/v1/admin/merchants/1,                     PAYMENT
        /api/v1/admin/complaints,                      PAYMENT
        /api/v1/admin/reconciliation,                  PAYMENT
        /api/h5/pay/x,                                 PAYMENT
        /h5/pay/x,                                     PAYMENT
        /api/v1/notifications/unread-count,            NOTIFICATION
        /api/v1/messages/conversations,                NOTIFICATION
        /api/v1/ws/notifications,                      NOTIFICATION
        /api/v1/admin/notifications/broadcasts,        NOTIFICATION
        /api/child/notifications,                      NOTIFICATION
        /api/child/notifications/consents,             NOTIFICATION
        /api/child/messages/conversations,             NOTIFICATION
        /api/child/ws/notifications,                   NOTIFICATION
        /api/v1/health/records,                        HEALTH
        /api/v1/webhooks/devices/band,                 HEALTH
        /api/child/auth/wx-login,                      CHILD
        /api/child/parents/1/health,                   CHILD
        /api/child/alerts,                             CHILD
        /api/v1/users/42/follow,                       COMMUNITY
        /api/v1/posts/1/like,                          COMMUNITY
        /api/v1/comments/1,                            COMMUNITY
        /api/v1/topics,                                COMMUNITY
        /api/v1/reports,                               COMMUNITY
        /api/v1/knowledge/articles,                    COMMUNITY
        /api/v1/animals/1,                             COMMUNITY
        /api/v1/admin/moderation/queue,                COMMUNITY
        /api/v1/admin/sensitive-words,                 COMMUNITY
        /api/v1/admin/health-service/dead-letters,     HEALTH
        /api/v1/admin/user-service/dead-letters/1/replay, USER
        """)
    void leadsEveryPathToItsService(String path, Upstream upstream) {
        assertThat(whole.find(path)).isNotNull().extracting(RouteRow::upstream).isEqualTo(upstream);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1",
                "/api/v1/",
                "/api/v1/users",
                "/api/v1/users/42",
                "/api/v1/users/me/",
                "/api/v1/users/me/other",
                "/api/v1/users/42/follow/x",
                "/api/v1/users//follow",
                "/api/v1/interests/1",
                "/api/v1/healthy",
                "/api/v1/authx/login",
                "/api/v1/webhooks/other",
                "/api/v1/admin/gateway/dead-letters",
                "/api/v1/admin/nobody/dead-letters",
                "/api/v2/health/records",
                "/API/v1/health/records",
                "/api/children",
                "/internal/users/1",
                "/actuator/health",
                "/.well-known/jwks.json/x"
            })
    void knowsNoOtherPath(String path) {
        assertThat(whole.find(path)).isNull();
    }

    @Test
    void standsForNothingWhileAServiceDoesNotExist() {

        var part = new RouteTable(EnumSet.of(Upstream.USER, Upstream.CHILD), false);

        assertThat(part.find("/api/v1/users/me")).isNotNull();
        assertThat(part.find("/")).isNotNull();
        assertThat(part.find("/api/v1/activities")).isNull();
        assertThat(part.find("/api/child/notifications")).isNull();
        assertThat(part.find("/api/child/parents")).isNotNull();
    }

    @Test
    void leadsToTheDocumentsOfTheServicesThereAre() {

        var part = new RouteTable(EnumSet.of(Upstream.USER, Upstream.CHILD), true);

        assertThat(part.documents()).containsExactly(Upstream.USER, Upstream.CHILD);
        assertThat(part.find("/v3/api-docs/user-service"))
                .extracting(RouteRow::upstream)
                .isEqualTo(Upstream.USER);
        assertThat(part.find("/v3/api-docs/activity-service")).isNull();
        assertThat(part.find("/docs")).extracting(RouteRow::upstream).isEqualTo(Upstream.GATEWAY);
    }

    @Test
    void leadsToNoDocumentsUnlessTheyAreAskedFor() {

        var silent = new RouteTable(EnumSet.allOf(Upstream.class), false);

        assertThat(silent.documents()).isEmpty();
        assertThat(silent.find("/docs")).isNull();
        assertThat(silent.find("/webjars/swagger-ui/1/x.js")).isNull();
        assertThat(silent.find("/v3/api-docs/user-service")).isNull();
    }

    @Test
    void givesWhatTakesItsTimeMoreOfIt() {
        assertThat(whole.find("/api/v1/ai/chat")).extracting(RouteRow::pace).isEqualTo(Pace.PATIENT);
        assertThat(whole.find("/api/v1/upload/image"))
                .extracting(RouteRow::pace)
                .isEqualTo(Pace.PATIENT);
        assertThat(whole.find("/api/v1/ws/notifications"))
                .extracting(RouteRow::pace)
                .isEqualTo(Pace.SOCKET);
        assertThat(whole.find("/api/v1/health/records"))
                .extracting(RouteRow::pace)
                .isEqualTo(Pace.BRISK);
    }
}
