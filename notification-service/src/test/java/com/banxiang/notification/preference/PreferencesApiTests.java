package com.banxiang.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** How elders and children say how they want to be told. */
@ServiceTest
class PreferencesApiTests {

    static final String ELDERS = "/api/v1/notifications/preferences";
    static final String CHILDRENS = "/api/child/notifications/preferences";
    static final List<String> KINDS = List.of(
            "health",
            "device",
            "family",
            "order",
            "appointment",
            "activity",
            "membership",
            "community",
            "message",
            "system");

    final UUID person = UUID.randomUUID();
    final String elder = Authorization.user(person);
    final String child = Authorization.child(person);

    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
    }

    @Test
    void areTheUsualOnesUntilSomethingIsSaid() {

        var mine = client.get(CHILDRENS, child).expect(200).data();

        assertThat(mine.path("channels").valueStream().map(it -> it.path("kind").asString()))
                .containsExactlyElementsOf(KINDS);
        assertThat(mine.path("channels").valueStream())
                .allSatisfy(it -> assertThat(List.of("push", "sms", "wechat", "inbox"))
                        .allMatch(channel -> it.path(channel).asBoolean()));
        assertThat(quietHours(mine)).isEqualTo("22:00 07:00 true false");
        assertThat(mine.path("reachable").asBoolean()).isTrue();
        assertThat(mine.path("wechat").path("templates")).hasSize(1);
        assertThat(rows()).isZero();
    }

    @Test
    void ofEldersKnowNoWeChat() {

        var mine = client.get(ELDERS, elder).expect(200).data();

        assertThat(mine.path("channels")).hasSize(10).noneMatch(it -> it.has("wechat"));
        assertThat(mine.has("wechat")).isFalse();
    }

    @Test
    void changeWhereSomethingIsSaidAndStayElsewhere() {

        var first = put(ELDERS, elder, """
            {"channels": [{"kind": "device", "push": false}, {"kind": "activity", "sms": false, "inbox": true}],
             "quietHours": {"from": "21:30", "holdWarnings": true}}\
            """).expect(200).data();
        var second = put(ELDERS, elder, """
            {"channels": [{"kind": "device", "sms": false}], "quietHours": {"to": "06:00"}}\
            """).expect(200).data();

        assertThat(off(first)).containsExactlyInAnyOrder("device.push", "activity.sms");
        assertThat(quietHours(first)).isEqualTo("21:30 07:00 true true");
        assertThat(off(second)).containsExactlyInAnyOrder("device.push", "device.sms", "activity.sms");
        assertThat(quietHours(second)).isEqualTo("21:30 06:00 true true");
        assertThat(client.get(ELDERS, elder).data()).isEqualTo(second);
    }

    @Test
    void areTurnedOnAgainByTrueAndByNull() {

        put(CHILDRENS, child, """
            {"channels": [{"kind": "health", "sms": false, "wechat": false, "push": false}]}\
            """).expect(200);

        var after = put(CHILDRENS, child, """
            {"channels": [{"kind": "health", "sms": true, "wechat": null}]}\
            """);

        assertThat(off(after.expect(200).data())).containsExactly("health.push");
    }

    @Test
    void areTheUsualOnesAgainWhenTheyAreCleared() {

        put(ELDERS, elder, """
            {"channels": [{"kind": "health", "push": false}],
             "quietHours": {"from": "20:00", "to": "09:00", "enabled": false, "holdWarnings": true}}\
            """).expect(200);

        var half = put(ELDERS, elder, "{\"quietHours\": {\"from\": null, \"enabled\": null}}");
        assertThat(quietHours(half.expect(200).data())).isEqualTo("22:00 09:00 true true");
        var cleared = put(ELDERS, elder, "{\"channels\": null, \"quietHours\": null}");

        assertThat(off(cleared.expect(200).data())).isEmpty();
        assertThat(quietHours(cleared.data())).isEqualTo("22:00 07:00 true false");
    }

    @Test
    void askedTwiceAreTheSame() {

        var said = "{\"channels\": [{\"kind\": \"order\", \"push\": false}]}";

        assertThat(put(ELDERS, elder, said).expect(200).data())
                .isEqualTo(put(ELDERS, elder, said).expect(200).data());
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void loseNoneOfTenChangesAtOnce() {

        AtOnce.by(KINDS.stream()
                        .<Supplier<Answer>>map(kind -> () -> put(ELDERS, elder, """
                            {"channels": [{"kind": "%s", "push": false}]}\
                            """.formatted(kind)))
                        .toList())
                .forEach(it -> it.expect(200));

        assertThat(off(client.get(ELDERS, elder).data())).hasSize(10);
    }

    @Test
    void ofTheSameIdOnTheOtherSideAreAnotherPersons() {

        put(ELDERS, elder, "{\"channels\": [{\"kind\": \"health\", \"push\": false}]}")
                .expect(200);

        assertThat(off(client.get(CHILDRENS, child).data())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ELDERS, CHILDRENS})
    void neverSwitchOffTheInbox(String path) {

        var mine = path.equals(ELDERS) ? elder : child;
        var answer = put(path, mine, """
            {"channels": [{"kind": "order", "push": false}, {"kind": "system", "inbox": false}]}\
            """);

        answer.expectRefusal(422, "INBOX_ALWAYS_ON");
        assertThat(field(answer)).isEqualTo("channels[1].inbox");
        assertThat(rows()).isZero();
        assertThat(off(client.get(path, mine).data())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "null"})
    void haveWeChatForChildrenOnly(String wechat) {

        var said = "{\"channels\": [{\"kind\": \"health\", \"wechat\": %s}]}".formatted(wechat);

        put(ELDERS, elder, said).expectRefusal(422, "WECHAT_FOR_CHILDREN_ONLY");
        assertThat(rows()).isZero();
        put(CHILDRENS, child, said).expect(200);
    }

    @Test
    void refuseQuietHoursThatEndWhenTheyBegin() {

        put(ELDERS, elder, "{\"quietHours\": {\"from\": \"08:00\", \"to\": \"08:00\"}}")
                .expectRefusal(422, "QUIET_HOURS_EMPTY");
        put(CHILDRENS, child, "{\"quietHours\": {\"from\": \"08:00\", \"to\": \"08:00\"}}")
                .expectRefusal(422, "QUIET_HOURS_EMPTY");
        // Together with what was said before.
        put(ELDERS, elder, "{\"quietHours\": {\"from\": \"07:00\"}}").expectRefusal(422, "QUIET_HOURS_EMPTY");
        assertThat(rows()).isZero();

        put(ELDERS, elder, "{\"quietHours\": {\"to\": \"21:00\"}}").expect(200);
        put(ELDERS, elder, "{\"quietHours\": {\"from\": \"21:00\", \"enabled\": false}}")
                .expectRefusal(422, "QUIET_HOURS_EMPTY");
        assertThat(quietHours(client.get(ELDERS, elder).data())).isEqualTo("22:00 21:00 true false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24:00", "7:00", "07:60", "07:00:00", "morning", "", "07:00 "})
    void refuseATimeThatIsNone(String time) {
        put(ELDERS, elder, "{\"quietHours\": {\"from\": \"%s\"}}".formatted(time))
                .expectInvalid("quietHours.from");
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"channels\": [{\"push\": false}]} | channels[0].kind",
                "{\"channels\": [null]} | channels[0]",
                "{\"channels\": [{\"kind\": \"order\"}, {\"kind\": \"order\"}]} | channels[1].kind"
            })
    void refuseAKindThatIsMissingOrTwice(String said, String field) {
        put(ELDERS, elder, said).expectInvalid(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"channels\": [{\"kind\": \"weather\"}]} | channels[0].kind",
                "{\"channels\": [{\"kind\": \"order\", \"push\": \"no\"}]} | channels[0].push",
                "{\"quietHours\": {\"enabled\": 1}} | quietHours.enabled",
                "{\"quietHours\": {\"to\": 7}} | quietHours.to"
            })
    void refuseWhatCanNotBeRead(String said, String field) {
        put(ELDERS, elder, said).expectMalformed(field);
    }

    @Test
    void sayWhyInEnglishToo() {

        var answer = client.exchange(
                HttpMethod.PUT,
                ELDERS,
                elder,
                "{\"channels\": [{\"kind\": \"order\", \"inbox\": false}]}",
                Map.of("Accept-Language", "en"));

        assertThat(answer.json().path("message").asString()).isEqualTo("The inbox can't be switched off");
    }

    @Test
    void areTheirOwnersOnly() {

        client.put(ELDERS, null, "{}").expectRefusal(401, "UNAUTHENTICATED");
        client.put(ELDERS, child, "{}").expectRefusal(403, "FORBIDDEN");
        client.put(CHILDRENS, elder, "{}").expectRefusal(403, "FORBIDDEN");
        client.get(CHILDRENS, elder).expectRefusal(403, "FORBIDDEN");
        client.get(ELDERS, Authorization.service("child-service")).expectRefusal(401, "UNAUTHENTICATED");
    }

    private Answer put(String path, String authorization, String body) {
        return client.put(path, authorization, body);
    }

    /** {@code kind.channel} of all that is not on. */
    private static List<String> off(JsonNode mine) {
        return mine.path("channels")
                .valueStream()
                .flatMap(it -> Arrays.stream(new String[] {"push", "sms", "wechat", "inbox"})
                        .filter(channel -> !it.path(channel).asBoolean(true))
                        .map(channel -> it.path("kind").asString() + "." + channel))
                .toList();
    }

    private static String quietHours(JsonNode mine) {
        var quiet = mine.path("quietHours");
        return "%s %s %s %s"
                .formatted(
                        quiet.path("from").asString(),
                        quiet.path("to").asString(),
                        quiet.path("enabled").asBoolean(),
                        quiet.path("holdWarnings").asBoolean());
    }

    private static String field(Answer refusal) {
        return refusal.json()
                .path("error")
                .path("details")
                .path(0)
                .path("field")
                .asString();
    }

    private long rows() {
        return stored.count("select count(*) from preferences where account_id = ?", person);
    }
}
