package com.banxiang.platform.messaging;

import static com.banxiang.platform.messaging.SampleHappened.TOPIC;
import static com.banxiang.testkit.KafkaEvents.publish;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.Tables;
import com.banxiang.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What operators see of the events that were given up, and how they send them on their way again. */
class DeadLetterApiTests extends DeliveryScene {

    private static final String LETTERS = "/api/v1/admin/sample-service/dead-letters";

    private final UUID operator = UUID.randomUUID();
    private final String admin = "Bearer " + TestTokens.operator(operator, "ADMIN");
    private final String support = "Bearer " + TestTokens.operator(operator, "SUPPORT");

    private Requests requests;
    private Tables tables;

    @BeforeEach
    void begin(@Autowired WebTestClient http) {
        requests = new Requests(http);
        tables = new Tables(database);
    }

    @Test
    void areListedWithoutWhatTheySay() {

        var letter = letterOf(died("毒168/104"));

        var listed = find(letter, "");

        assertThat(listed.path("topic").asString()).isEqualTo(TOPIC);
        assertThat(listed.path("key").asString()).isEqualTo(sample);
        assertThat(listed.path("failure").asString()).isEqualTo(Rejected.class.getName());
        assertThat(listed.has("replayedAt")).isFalse();
        assertThat(listed.toString()).doesNotContain("168/104", "毒");
    }

    @Test
    void areListedPageByPageTheNewestFirst() {

        var older = letterOf(died("一"));
        var newer = letterOf(died("二"));

        var seen = new ArrayList<UUID>();
        var page = list("?limit=1");
        while (!seen.contains(older)) {
            assertThat(seen).doesNotContain(idIn(page));
            seen.add(idIn(page));
            page = list("?limit=1&cursor=" + page.data().path("nextCursor").asString(""));
        }

        assertThat(seen).containsSubsequence(newer, older);
    }

    @Test
    void areAppliedOnceWhenTheFaultIsMended() {

        var event = died("毒");
        var letter = letterOf(event);
        effects.failing(sample, _ -> null);

        replay(letter, admin).expect(200);
        awaitEffect("first", sample, "毒");
        awaitEffect("second", sample, "毒");
        var firstTime = find(letter, "?replayed=true").path("replayedAt").asString();
        replay(letter, admin).expect(200);

        assertThat(RecordedEvents.of(TOPIC).await(3, sample))
                .extracting(RecordedEvents.Received::id)
                .containsOnly(event);
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "后"));
        awaitEffect("first", sample, "后");
        assertThat(effects.of("first", sample)).containsExactly("毒", "后");
        assertThat(find(letter, "?replayed=true").path("replayedAt").asString()).isEqualTo(firstTime);
    }

    @Test
    void areAppliedOnceWhenManyReplayThemAtOnce() {

        var letter = letterOf(died("毒"));
        effects.failing(sample, _ -> null);

        var answers = AtOnce.by(10, () -> replay(letter, admin));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "后"));
        awaitEffect("first", sample, "后");
        assertThat(effects.of("first", sample)).containsExactly("毒", "后");
    }

    @Test
    void areTakenByWhoeverFailedAndSkippedByWhoeverDidNot() {

        effects.failing(sample, attempt -> attempt == 1 ? null : new Rejected("the second listener"));
        var event = publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "半"));
        var letter = letterOf(event);
        effects.failing(sample, _ -> null);

        replay(letter, admin).expect(200);

        awaitEffect("second", sample, "半");
        assertThat(effects.of("first", sample)).containsExactly("半");
    }

    @Test
    void leaveARowThatSaysWhoReplayedThem() {

        var letter = letterOf(died("毒"));
        effects.failing(sample, _ -> null);

        replay(letter, admin).expect(200);

        assertThat(tables.all(String.class, "select what from audit_log where who_id = ?", operator))
                .containsExactly("replay-dead-letter");
    }

    @Test
    void areNotKnownByAnyOtherId() {
        replay(UUID.randomUUID(), admin).expectRefusal(404, "DEAD_LETTER_NOT_FOUND");
        requests.post(LETTERS + "/x/replay", admin, null).expectRefusal(404, "NOT_FOUND");
    }

    @Test
    void mayBeSeenBySupportAndReplayedByAdministratorsOnly() {

        var letter = letterOf(died("毒"));

        requests.get(LETTERS, support).expect(200);
        replay(letter, support).expectRefusal(403, "FORBIDDEN");
        assertThat(find(letter, "?replayed=false").path("id").asString()).isEqualTo(letter.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "child", "DOCTOR", "REVIEWER"})
    void areNobodyElsesBusiness(String who) {

        var id = UUID.randomUUID();
        var token = switch (who) {
            case "user" -> TestTokens.user(id);
            case "child" -> TestTokens.child(id);
            default -> TestTokens.operator(id, who);
        };

        requests.get(LETTERS, "Bearer " + token).expectRefusal(403, "FORBIDDEN");
        replay(id, "Bearer " + token).expectRefusal(403, "FORBIDDEN");
        requests.get(LETTERS, null).expectRefusal(401, "UNAUTHENTICATED");
    }

    private UUID died(String note) {
        effects.failing(sample, _ -> new Rejected("never"));
        return publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, note));
    }

    private UUID letterOf(UUID event) {
        await().atMost(60, SECONDS).until(() -> !lettersOf(event).isEmpty());
        return lettersOf(event).getFirst();
    }

    private List<UUID> lettersOf(UUID event) {
        return tables.all(UUID.class, "select id from dead_letters where event_id = ?", event);
    }

    private Answer list(String query) {
        return requests.get(LETTERS + query, admin).expect(200);
    }

    private Answer replay(UUID letter, String authorization) {
        return requests.post(LETTERS + "/" + letter + "/replay", authorization, null);
    }

    private JsonNode find(UUID letter, String query) {
        return list(query)
                .data()
                .path("items")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(letter.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static UUID idIn(Answer page) {
        return UUID.fromString(page.data().path("items").path(0).path("id").asString());
    }
}
