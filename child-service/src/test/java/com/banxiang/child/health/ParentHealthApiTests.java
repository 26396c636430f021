package com.banxiang.child.health;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectInvalid;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.health;
import static com.banxiang.child.World.shares;
import static com.banxiang.child.World.sharingOf;
import static com.banxiang.child.World.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Rows;
import com.banxiang.child.Sabotage;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.testkit.ServiceTest;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ParentHealthApiTests {

    private static final String ANSWER = """
        {"items":[{"id":"r1","type":"blood_pressure","value":168.0,"new":{"field":[1,null]}}],"nextCursor":null}
        """;

    private static final String TREND = """
        {"statistics":{"average":128.5,"count":2},"trend":"stable","dataPoints":[],"advice":[]}
        """;

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    World world;
    Rows rows;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aBond() {
        world = new World(http);
        rows = new Rows(database);
        child = world.aChild();
        parent = aParent();
        world.bind(child, parent);
    }

    @Test
    void handsOnWhatHealthServiceAnswers() {

        health().answers("GET", records(""), ANSWER).answers("GET", thresholds(), "{\"items\":[],\"nextCursor\":null}");

        assertThat(data(ask(""))).isEqualTo(JsonMapper.shared().readTree(ANSWER));
        world.client
                .get("/api/child/parents/" + parent + "/health/thresholds", child.token())
                .expectStatus()
                .isOk();
        assertThat(health().asked("GET", records("")).getFirst().getHeader("X-Acting-For"))
                .isEqualTo("child:" + child.id());
        assertThat(rows.audited("read-health-records", parent)).isEqualTo(1);
        assertThat(rows.audited("read-health-thresholds", parent)).isEqualTo(1);
    }

    @Test
    void asksForWhatTheChildAskedForAndNothingElse() {

        health().answers("GET", records("?type=a%26userId%3Dx%2F..%2F%7Bid%7D&limit=5"), ANSWER);

        ask("?type=a%26userId%3Dx%2F..%2F%7Bid%7D&limit=5&userId=somebody")
                .expectStatus()
                .isOk();
    }

    @Test
    void handsOnTrendsAsTheyWereAskedFor() {

        health().answers("GET", trends("?type=heart_rate"), TREND)
                .answers("GET", trends("?type=heart_rate&period=30d"), TREND)
                .answers(
                        "GET",
                        trends("?type=heart_rate&start=2026-11-01&end=2026-11-01T08%3A00%3A00%2B08%3A00"),
                        TREND);

        assertThat(data(askTrends("?type=heart_rate")))
                .isEqualTo(JsonMapper.shared().readTree(TREND));
        askTrends("?period=30d&type=heart_rate&userId=somebody").expectStatus().isOk();
        askTrends("?type=heart_rate&start=2026-11-01&end=2026-11-01T08%3A00%3A00%2B08%3A00")
                .expectStatus()
                .isOk();
        assertThat(rows.audited("read-health-trends", parent)).isEqualTo(3);
        assertThat(health().asked("GET", trends("?type=heart_rate")).getFirst().getHeader("X-Acting-For"))
                .isEqualTo("child:" + child.id());
    }

    @ParameterizedTest
    @CsvSource({
        "'', type",
        "?type=heart_rate&period=2d, period",
        "?type=heart_rate&period=7d&start=2026-11-01&end=2026-11-02, period",
        "?type=heart_rate&start=2026-11-01, end",
        "?type=heart_rate&end=2026-11-01, start",
        "?type=heart_rate&start=yesterday&end=2026-11-02, start",
        "?type=heart_rate&start=2026-02-30&end=2026-11-02, start",
        "?type=heart_rate&start=2026-11-02&end=2026-11-01, start",
        "?type=heart_rate&start=2025-01-01&end=2026-01-02, start"
    })
    void refusesATrendThatIsNone(String query, String field) {
        expectInvalid(askTrends(query), field);
        assertThat(rows.audited("read-health-trends", parent)).isZero();
    }

    @Test
    void asksForTheTrendOfAYearAndADay() {

        health().answers("GET", trends("?type=steps&start=2025-01-01&end=2026-01-01"), TREND);

        askTrends("?type=steps&start=2025-01-01&end=2026-01-01").expectStatus().isOk();
    }

    @Test
    void refusesATrendOfATypeHealthServiceDoesNotKnow() {

        health().refuses("GET", trends("?type=mood"), 400, "VALIDATION_FAILED");

        expectInvalid(askTrends("?type=mood"), "type");
        assertThat(rows.audited("read-health-trends", parent)).isEqualTo(1);
    }

    @Test
    void readsNoTrendThatCannotBeWrittenDown() {

        try (var _ = Sabotage.ofInserts(database, "audit_log", "whose_id", parent)) {
            expectRefusal(askTrends("?type=steps"), 503, "UPSTREAM_UNAVAILABLE");
        }

        assertThat(health().asked("GET", trends("?type=steps"))).isEmpty();
    }

    @Test
    void takesARefusalOfThresholdsForTroubleOfOurs() {

        health().refuses("GET", thresholds(), 400, "VALIDATION_FAILED");

        expectRefusal(
                world.client.get("/api/child/parents/" + parent + "/health/thresholds", child.token()),
                503,
                "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void refusesAPageThatIsNone() {

        expectInvalid(ask("?limit=0"), "limit");
        expectInvalid(ask("?limit=101"), "limit");
        expectInvalid(ask("?limit=NaN"), "limit");
        expectInvalid(ask("?cursor=made-up"), "cursor");
        assertThat(rows.audited("read-health-records", parent)).isZero();
    }

    @Test
    void refusesATypeHealthServiceDoesNotKnow() {

        health().refuses("GET", records("?type=mood"), 400, "VALIDATION_FAILED");

        expectInvalid(ask("?type=mood"), "type");
    }

    @Test
    void writesDownWhoReadsEvenIfHealthServiceIsAway() {

        health().dropsConnections("GET", records(""));
        expectRefusal(ask(""), 503, "UPSTREAM_UNAVAILABLE");

        health().hangs("GET", records(""), Duration.ofSeconds(60));
        expectRefusal(ask(""), 504, "UPSTREAM_TIMEOUT");

        assertThat(rows.audited("read-health-records", parent)).isEqualTo(2);
    }

    @Test
    void answersNothingHealthServiceDidNotSay() {

        health().answers("GET", records(""), "null");

        expectRefusal(ask(""), 503, "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void readsNothingThatCannotBeWrittenDown() {

        health().answers("GET", records(""), ANSWER);

        try (var _ = Sabotage.ofInserts(database, "audit_log", "whose_id", parent)) {
            expectRefusal(ask(""), 503, "UPSTREAM_UNAVAILABLE");
        }

        assertThat(health().asked("GET", records(""))).isEmpty();
    }

    @Test
    void keepsTheDoorClosedWhereTheParentDoesNotShare() {

        var closed = aParent();
        shares(closed, false);
        world.bind(child, closed);

        expectRefusal(of(closed), 403, "NOT_SHARED");
        expectRefusal(
                world.client.get("/api/child/parents/" + closed + "/health/thresholds", child.token()),
                403,
                "NOT_SHARED");
        assertThat(rows.audited("read-health-records", closed)).isZero();
        assertThat(health().asked("GET", "/internal/users/" + closed + "/health/records"))
                .isEmpty();
    }

    @Test
    void knowsNoParentButOnesOwn() {

        expectRefusal(of(aParent()), 404, "PARENT_NOT_FOUND");
        expectRefusal(
                world.client.get(
                        "/api/child/parents/" + parent + "/health?limit=0",
                        world.aChild().token()),
                404,
                "PARENT_NOT_FOUND");
        expectRefusal(world.client.get("/api/child/parents/not-an-id/health", child.token()), 404, "NOT_FOUND");
    }

    @Test
    void isUnavailableWhileItCannotBeKnownWhatIsShared() {

        var dropped = UUID.randomUUID();
        var silent = UUID.randomUUID();
        users().dropsConnections("GET", sharingOf(dropped)).hangs("GET", sharingOf(silent), Duration.ofSeconds(60));
        world.bind(child, dropped);
        world.bind(child, silent);

        expectRefusal(of(dropped), 503, "UPSTREAM_UNAVAILABLE");
        expectRefusal(of(silent), 503, "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void sharesNothingOfAnElderWhoIsGone() {

        var gone = UUID.randomUUID();
        users().refuses("GET", sharingOf(gone), 404, "USER_NOT_FOUND");
        world.bind(child, gone);

        expectRefusal(of(gone), 403, "NOT_SHARED");
    }

    private ResponseSpec ask(String query) {
        return askFor("", query);
    }

    private ResponseSpec askTrends(String query) {
        return askFor("/trends", query);
    }

    private ResponseSpec askFor(String what, String query) {
        return http.get()
                .uri(builder -> URI.create(builder.path("/api/child/parents/" + parent + "/health" + what)
                                .build()
                        + query))
                .headers(it -> it.setBearerAuth(child.token()))
                .exchange();
    }

    private ResponseSpec of(UUID elder) {
        return world.client.get("/api/child/parents/" + elder + "/health", child.token());
    }

    private String records(String query) {
        return "/internal/users/" + parent + "/health/records" + query;
    }

    private String trends(String query) {
        return "/internal/users/" + parent + "/health/trends" + query;
    }

    private String thresholds() {
        return "/internal/users/" + parent + "/health/thresholds";
    }
}
