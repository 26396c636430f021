package com.banxiang.user;

import static com.banxiang.user.Client.codeSentTo;
import static com.banxiang.user.Client.newPhone;
import static com.banxiang.user.Client.notThe;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole of what a person can do here, and what nobody may read of it in logs, metrics and events. */
@ServiceTest
class PersonalDataTests {

    static final String NAME = "欧阳晓丽";

    @Test
    void stayOutOfLogsMetricsAndEvents(@Autowired WebTestClient http, @Autowired DatabaseClient database) {

        var client = new Client(http);
        var phone = newPhone();
        var contact = newPhone();

        try (var logs = CapturedLogs.start()) {

            var elder = client.signIn(phone);
            var code = codeSentTo(phone);
            var child = client.signIn();

            client.login(phone, notThe(code)).expectRefusal(401, "INVALID_CODE");
            client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", NAME))
                    .expect(200);
            client.put(
                            "/api/v1/users/emergency-contact",
                            elder.token(),
                            Map.of("name", NAME, "phone", contact, "consent", true))
                    .expect(200);
            client.getAs("health-service", "/internal/users/%s/contacts".formatted(elder.id()))
                    .expect(200);
            var family = client.post("/api/v1/family/generate-code", elder.token(), Map.of())
                    .expect(201)
                    .data()
                    .path("code")
                    .asString();
            client.post("/api/v1/family/link", child.token(), Map.of("code", family, "relationship", "son"))
                    .expect(201);
            var refreshed = client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", elder.refreshToken()))
                    .expect(200)
                    .data();
            thingsGoWrong(client, database, phone);

            logs.assertNowhere(
                    phone,
                    contact,
                    NAME,
                    family,
                    elder.token(),
                    elder.refreshToken(),
                    refreshed.path("refreshToken").asString());
            // Six digits stand in many an id by chance.
            assertThat(logs.text()).doesNotContainPattern("\\b" + code + "\\b");

            var metrics = client.get("/actuator/prometheus", null).text();
            assertThat(metrics)
                    .contains("business_user_register", "user_login", "user_code", "user_refresh")
                    .doesNotContain(phone, contact, NAME);
            for (var topic : List.of("user-registered", "family-linked")) {
                var event = RecordedEvents.of(topic).await(elder.id().toString());
                assertThat(event.value()).doesNotContain(phone, contact, NAME);
            }
        }
    }

    @Test
    void phoneThatIsLoggedAllTheSameIsMasked() {
        try (var logs = CapturedLogs.start()) {

            LoggerFactory.getLogger(PersonalDataTests.class).info("code sent to {}", "13998761234");

            logs.assertSomewhere("code sent to 139****1234");
            logs.assertNowhere("13998761234");
        }
    }

    /** A fault of ours with a person's data in hand is where it would slip into a log. */
    private static void thingsGoWrong(Client client, DatabaseClient database, String phone) {

        NeighbourStub.of("notification-service").refuses("POST", "/internal/sms", 500, "INTERNAL_ERROR");
        client.sendCode(phone).expectRefusal(503, "UPSTREAM_UNAVAILABLE");

        var stored = new Stored(database);
        stored.change("alter table login_codes rename to login_codes_out_of_reach");
        try {
            client.sendCode(phone).expectRefusal(500, "INTERNAL_ERROR");
            client.login(phone, "123456").expectRefusal(500, "INTERNAL_ERROR");
        } finally {
            stored.change("alter table login_codes_out_of_reach rename to login_codes");
        }
    }
}
