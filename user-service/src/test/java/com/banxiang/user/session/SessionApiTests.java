package com.banxiang.user.session;

import static com.banxiang.user.Client.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class SessionApiTests {

    static final String REFRESH = "/api/v1/auth/refresh";
    static final String LOGOUT = "/api/v1/auth/logout";

    Client client;
    Stored stored;
    DatabaseClient database;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        this.database = database;
        elder = client.signIn();
    }

    @Test
    void refreshKeepsTheSessionAndGivesNewTokens() {

        var renewed = refresh(elder.refreshToken()).expect(200).data();
        var token = renewed.path("token").asString();

        assertThat(renewed.path("expiresIn").asInt()).isEqualTo(1800);
        assertThat(renewed.path("refreshToken").asString()).isNotEqualTo(elder.refreshToken());
        assertThat(claim(token, "sid")).isEqualTo(elder.sid());
        assertThat(claim(token, "jti")).isNotEqualTo(claim(elder.token(), "jti"));
        client.get("/api/v1/users/me", token).expect(200);
    }

    @Test
    void refreshTokensAreUsedOneAfterTheOther() {

        var token = elder.refreshToken();
        for (var i = 0; i < 4; i++) {
            token = successor(token);
        }
        refresh(token).expect(200);
    }

    @Test
    void twentyRefreshesAtOnceGetTheSameSuccessor() {

        var answers = AtOnce.by(20, () -> refresh(elder.refreshToken()));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers)
                .extracting(it -> it.data().path("refreshToken").asString())
                .containsOnly(answers.getFirst().data().path("refreshToken").asString());
        assertThat(tokensOf(elder)).isEqualTo(2);
    }

    @Test
    void secondRefreshThatWaitsForTheFirstIsAnsweredAlike() {

        var answers = Contended.row(
                        database, "select 1 from refresh_tokens where session_id = $1", UUID.fromString(elder.sid()))
                .by(() -> refresh(elder.refreshToken()), () -> refresh(elder.refreshToken()));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers.getFirst().data().path("refreshToken"))
                .isEqualTo(answers.getLast().data().path("refreshToken"));
        assertThat(tokensOf(elder)).isEqualTo(2);
    }

    @Test
    void spentTokenIsAnsweredAgainWithinTheGrace() {

        var first = successor(elder.refreshToken());
        assertThat(successor(elder.refreshToken())).isEqualTo(first);
    }

    @Test
    void spentTokenAfterTheGraceEndsTheWholeFamily() {

        var first = successor(elder.refreshToken());
        spentEarlier("11 seconds");

        refresh(elder.refreshToken()).expectRefusal(401, "REFRESH_TOKEN_REUSED");
        refresh(first).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(elder.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        assertThat(revoked("")).contains(elder.sid());
    }

    @Test
    void spentTokenWhoseSuccessorIsSpentEndsTheWholeFamilyAtOnce() {

        var second = successor(successor(elder.refreshToken()));

        refresh(elder.refreshToken()).expectRefusal(401, "REFRESH_TOKEN_REUSED");
        refresh(second).expectRefusal(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void reuseLeavesOtherSessionsOfTheSamePersonAlone() {

        var other = signInAgain();
        successor(successor(elder.refreshToken()));

        refresh(elder.refreshToken()).expectRefusal(401, "REFRESH_TOKEN_REUSED");
        refresh(other.refreshToken()).expect(200);
    }

    @Test
    void refreshTokenIsGoodForSevenDaysAndNoLonger() {

        stored.change(
                "update refresh_tokens set expires_at = expires_at - interval '7 days' + interval '1 minute'"
                        + " where session_id = ?",
                UUID.fromString(elder.sid()));
        var next = successor(elder.refreshToken());

        stored.change(
                "update refresh_tokens set expires_at = expires_at - interval '7 days' where session_id = ?",
                UUID.fromString(elder.sid()));
        refresh(next).expectRefusal(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void sessionLivesAsLongAsItsNewestToken() {

        var session = UUID.fromString(elder.sid());
        stored.change("update sessions set expires_at = now() + interval '1 hour' where id = ?", session);

        successor(elder.refreshToken());

        assertThat(stored.one(
                        Boolean.class,
                        "select expires_at = (select max(expires_at) from refresh_tokens where session_id ="
                                + " sessions.id) from sessions where id = ?",
                        session))
                .isTrue();
    }

    @Test
    void childsRefreshTokenIsNothingHereAndStaysGoodThere() {

        var child = client.postAs("child-service", "/internal/children/%s/tokens".formatted(UUID.randomUUID()), null)
                .expect(200)
                .data()
                .path("refreshToken")
                .asString();

        refresh(child).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.postAs("child-service", "/internal/tokens/refresh", Map.of("refreshToken", child, "typ", "child"))
                .expect(200);
    }

    @Test
    void onlyHashesAreStored() {

        assertThat(stored.count(
                        "select count(*) from refresh_tokens where hash = sha256(convert_to(?, 'UTF8'))",
                        elder.refreshToken()))
                .isOne();
        assertThat(stored.count(
                        "select count(*) from refresh_tokens where refresh_tokens::text like '%' || ? || '%'",
                        elder.refreshToken()))
                .isZero();
    }

    @Test
    void unknownAndUnreadableTokensAreRefused() {

        refresh("made-up").expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh("'; drop table sessions; --").expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.post(REFRESH, null, Map.of()).expectInvalid("refreshToken");
        refresh(" ").expectInvalid("refreshToken");
        refresh("x".repeat(201)).expectInvalid("refreshToken");
        client.post(REFRESH, null, "{\"refreshToken\": 7}").expectMalformed("refreshToken");
        client.post(REFRESH, null, "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(REFRESH, null, null).expectRefusal(400, "MALFORMED_REQUEST");
    }

    @Test
    void refreshLooksAtNoAccessToken() {
        client.post(REFRESH, "nonsense", Map.of("refreshToken", elder.refreshToken()))
                .expect(200);
    }

    @Test
    void logoutEndsThisSessionOnly() {

        var other = signInAgain();

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);

        refresh(elder.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(other.refreshToken()).expect(200);
        assertThat(revoked("")).contains(elder.sid()).doesNotContain(other.sid());
    }

    @Test
    void logoutOfAllEndsEverySessionOfTheAccountAndNoOthers() {

        var other = signInAgain();
        var stranger = client.signIn();

        client.post(LOGOUT + "?all=true", elder.token(), Map.of("refreshToken", elder.refreshToken()))
                .expect(200);

        refresh(elder.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(other.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(stranger.refreshToken()).expect(200);
        assertThat(revoked("")).contains(elder.sid(), other.sid());
    }

    @Test
    void logoutTwiceIsLogoutOnceAndNeedsNoBody() {

        client.post(LOGOUT, elder.token(), null).expect(200);
        var ended = endOf(elder);

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);

        assertThat(endOf(elder)).isEqualTo(ended);
        client.post(LOGOUT, TestTokens.user(UUID.randomUUID()), Map.of()).expect(200);
    }

    @Test
    void logoutEndsNoSessionOfAnotherAccount() {

        var stranger = TestTokens.user(UUID.randomUUID(), it -> it.session(UUID.fromString(elder.sid())));

        client.post(LOGOUT, stranger, Map.of()).expect(200);

        refresh(elder.refreshToken()).expect(200);
    }

    @Test
    void logoutOfAllEndsNoSessionOfAnotherKind() {

        var child = client.postAs("child-service", "/internal/children/%s/tokens".formatted(elder.id()), null)
                .expect(200)
                .data()
                .path("refreshToken")
                .asString();

        client.post(LOGOUT + "?all=true", elder.token(), Map.of()).expect(200);

        client.postAs("child-service", "/internal/tokens/refresh", Map.of("refreshToken", child, "typ", "child"))
                .expect(200);
    }

    @Test
    void logoutOfAllLeavesTheEndOfWhatHasEnded() {

        var other = signInAgain();
        client.post(LOGOUT, other.token(), Map.of()).expect(200);
        var ended = endOf(other);

        client.post(LOGOUT + "?all=true", elder.token(), Map.of()).expect(200);

        assertThat(endOf(other)).isEqualTo(ended);
        assertThat(endOf(elder)).isAfter(ended);
    }

    @Test
    void logoutIsReadCarefully() {

        client.post(LOGOUT, elder.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(LOGOUT, elder.token(), "{\"refreshToken\": []}").expectMalformed("refreshToken");
        client.post(LOGOUT + "?all=perhaps", elder.token(), "{}").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(LOGOUT, null, Map.of()).expectRefusal(401, "UNAUTHENTICATED");

        refresh(elder.refreshToken()).expect(200);
    }

    @Test
    void refreshAgainstLogoutNeverLeavesALivingSession() {

        for (var round = 0; round < 5; round++) {
            var session = signInAgain();
            var turn = new AtomicInteger();

            var answers = AtOnce.by(
                    2,
                    () -> turn.getAndIncrement() == 0
                            ? refresh(session.refreshToken())
                            : client.post(LOGOUT, session.token(), Map.of()));

            var successor = answers.stream()
                    .map(it -> it.data().path("refreshToken").asString(""))
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .orElse(session.refreshToken());
            refresh(successor).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        }
    }

    @Test
    void tellsWhatEndedSinceAndAgainWhatMayHaveBeenCommittedLate() {

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);
        var now = client.getAs("gateway", "/internal/sessions/revoked")
                .expect(200)
                .data()
                .path("now")
                .asString();

        assertThat(revoked("?since=" + now)).contains(elder.sid());

        endedEarlier("60 seconds");
        assertThat(revoked("?since=" + now)).doesNotContain(elder.sid());
        assertThat(revoked("")).contains(elder.sid());
    }

    @Test
    void tellsNothingThatEndedLongerAgoThanAnAccessTokenLives() {

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);

        endedEarlier("29 minutes");
        assertThat(revoked("?since=2020-01-01T00:00:00Z")).contains(elder.sid());

        endedEarlier("1 minute");
        assertThat(revoked("?since=2020-01-01T00:00:00Z")).doesNotContain(elder.sid());
    }

    @Test
    void expiredSessionsAndSpentTokensAreForgotten(@Autowired ForgetEndedSessions forgetEndedSessions) {

        var living = client.signIn();
        successor(living.refreshToken());
        stored.change("update sessions set expires_at = now() where id = ?", UUID.fromString(elder.sid()));
        stored.change(
                "update refresh_tokens set expires_at = now() where session_id = ? and spent_at is not null",
                UUID.fromString(living.sid()));

        forgetEndedSessions.handle().block();

        assertThat(tokensOf(elder)).isZero();
        assertThat(stored.count("select count(*) from sessions where id = ?", UUID.fromString(elder.sid())))
                .isZero();
        assertThat(tokensOf(living)).isOne();
    }

    private Answer refresh(String token) {
        return client.post(REFRESH, null, Map.of("refreshToken", token));
    }

    private String successor(String token) {
        return refresh(token).expect(200).data().path("refreshToken").asString();
    }

    private SignedIn signInAgain() {
        stored.codesWereLongAgo();
        return client.signIn(elder.phone());
    }

    private List<String> revoked(String query) {
        return client.getAs("gateway", "/internal/sessions/revoked" + query)
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .map(it -> it.path("sid").asString())
                .toList();
    }

    private void spentEarlier(String by) {
        stored.change(
                "update refresh_tokens set spent_at = spent_at - cast(? as interval)"
                        + " where session_id = ? and spent_at is not null",
                by,
                UUID.fromString(elder.sid()));
    }

    private void endedEarlier(String by) {
        stored.change(
                "update sessions set ended_at = ended_at - cast(? as interval) where id = ?",
                by,
                UUID.fromString(elder.sid()));
    }

    private Instant endOf(SignedIn who) {
        return stored.one(Instant.class, "select ended_at from sessions where id = ?", UUID.fromString(who.sid()));
    }

    private long tokensOf(SignedIn who) {
        return stored.count("select count(*) from refresh_tokens where session_id = ?", UUID.fromString(who.sid()));
    }
}
