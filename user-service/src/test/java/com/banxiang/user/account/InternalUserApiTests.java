package com.banxiang.user.account;

import static com.banxiang.user.Client.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class InternalUserApiTests {

    static final String LOOKUP = "/internal/users/lookup";

    Client client;
    Stored stored;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        elder = client.signIn();
        client.put("/api/v1/users/profile", elder.token(), AccountApiTests.WHOLE)
                .expect(200);
    }

    @Test
    void neighbourLearnsNoMoreThanItNeeds() {

        var user = client.getAs("health-service", "/internal/users/" + elder.id())
                .expect(200)
                .data();

        assertThat(user.path("id").asString()).isEqualTo(elder.id().toString());
        assertThat(user.path("nickname").asString()).isEqualTo("桂兰");
        assertThat(user.path("city").asString()).isEqualTo("成都");
        assertThat(user.path("interests")).hasSize(2);
        assertThat(user.path("verified").asBoolean(true)).isFalse();
        assertThat(user.path("level").asString()).isEqualTo("basic");
        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder("id", "nickname", "avatarUrl", "city", "interests", "verified", "level");
    }

    @Test
    void butlerAlsoLearnsHowToCallThem() {

        var user = client.getAs("ai-service", "/internal/users/" + elder.id())
                .expect(200)
                .data();

        assertThat(user.path("gender").asString()).isEqualTo("female");
        assertThat(user.path("birthYear").asInt()).isEqualTo(1958);
        assertThat(user.has("phone")).isFalse();
    }

    @Test
    void looksUpThoseWhoExist() {

        var found = client.postAs("child-service", LOOKUP, Map.of("ids", List.of(elder.id(), UUID.randomUUID())))
                .expect(200)
                .data();

        assertThat(found.path("items")).hasSize(1);
        assertThat(found.path("items").get(0).propertyNames()).containsExactlyInAnyOrder("id", "nickname", "avatarUrl");
        assertThat(found.has("nextCursor")).isTrue();
    }

    @Test
    void looksUpAHundredAtMost() {

        var ids = Stream.generate(UUID::randomUUID).limit(101).toList();

        client.postAs("child-service", LOOKUP, Map.of("ids", ids)).expectInvalid("ids");
        client.postAs("child-service", LOOKUP, Map.of("ids", ids.subList(0, 100)))
                .expect(200);
        client.postAs("child-service", LOOKUP, Map.of("ids", List.of())).expect(200);
        client.postAs("child-service", LOOKUP, "{\"ids\": [\"42\"]}").expectMalformed("ids[0]");
    }

    @Test
    void contactsAreToldInClearAndRemembered() {

        var phone = newPhone();
        client.put(
                        "/api/v1/users/emergency-contact",
                        elder.token(),
                        Map.of("name", "欧阳晓丽", "phone", phone, "consent", true))
                .expect(200);

        var contacts = client.exchange(
                        HttpMethod.GET,
                        "/internal/users/%s/contacts".formatted(elder.id()),
                        null,
                        Map.of(
                                "Authorization",
                                "Service " + TestTokens.service("health-service", "user-service"),
                                "X-Acting-For",
                                "user:" + elder.id(),
                                "X-Request-Id",
                                "req_contacts"))
                .expect(200)
                .data();

        assertThat(contacts.path("nickname").asString()).isEqualTo("桂兰");
        assertThat(contacts.path("gender").asString()).isEqualTo("female");
        assertThat(contacts.path("phone").asString()).isEqualTo(elder.phone());
        assertThat(contacts.path("emergencyContact").path("name").asString()).isEqualTo("欧阳晓丽");
        assertThat(contacts.path("emergencyContact").path("phone").asString()).isEqualTo(phone);
        assertThat(stored.count(
                        "select count(*) from audit_log where whose_id = ? and what = 'read-contacts'"
                                + " and who_service = 'health-service' and who_id = ? and request_id = 'req_contacts'",
                        elder.id(),
                        elder.id()))
                .isOne();
    }

    @Test
    void whatCannotBeRememberedIsNotRead() {

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            var answer = client.getAs("notification-service", "/internal/users/%s/contacts".formatted(elder.id()));
            answer.expectRefusal(503, "UPSTREAM_UNAVAILABLE");
            assertThat(answer.text()).doesNotContain(elder.phone());
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }
    }

    @Test
    void unknownPeopleAreNotFound() {

        var nobody = UUID.randomUUID();

        client.getAs("health-service", "/internal/users/" + nobody).expectRefusal(404, "USER_NOT_FOUND");
        client.getAs("health-service", "/internal/users/%s/contacts".formatted(nobody))
                .expectRefusal(404, "USER_NOT_FOUND");
        client.getAs("health-service", "/internal/users/42").expectRefusal(404, "NOT_FOUND");
    }
}
