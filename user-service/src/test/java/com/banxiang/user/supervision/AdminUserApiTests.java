package com.banxiang.user.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Operators look for accounts, look into them and close them. */
@ServiceTest
class AdminUserApiTests {

    static final String USERS = "/api/v1/admin/users";

    final UUID adminId = UUID.randomUUID();
    final String admin = TestTokens.operator(adminId, "ADMIN");
    final String support = TestTokens.operator(UUID.randomUUID(), "SUPPORT");

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
    void accountIsFoundByItsWholePhoneAndShownMasked() {

        var found = search("?q=" + elder.phone());

        assertThat(ids(found)).containsExactly(elder.id().toString());
        assertThat(found.path("items").get(0).path("phone").asString())
                .isEqualTo(
                        elder.phone().substring(0, 3) + "****" + elder.phone().substring(7));
        assertThat(ids(search("?q=" + Client.newPhone()))).isEmpty();
        assertThat(ids(search("?q=" + elder.phone().substring(0, 7)))).isEmpty();
    }

    @Test
    void accountIsFoundByHowItsNicknameBegins() {

        var name = "桂" + ThreadLocalRandom.current().nextInt(1_000_000_000) + "%_兰\\";
        nickname(elder, name);
        var other = client.signIn();
        nickname(other, name + "英");
        nickname(client.signIn(), "不" + name);

        assertThat(ids(search("?q=" + name)))
                .containsExactly(other.id().toString(), elder.id().toString());
        assertThat(ids(search("?q=" + name + "英"))).containsExactly(other.id().toString());
        assertThat(ids(search("?q=" + name.replace("%", "x")))).isEmpty();
        assertThat(ids(search("?q=" + "%" + name.substring(1)))).isEmpty();
    }

    @Test
    void newestComeFirstPageByPage() {

        var second = client.signIn();
        var third = client.signIn();

        var page = search("?limit=2");
        assertThat(ids(page)).containsExactly(third.id().toString(), second.id().toString());

        var next = search("?limit=1&q=&cursor=" + page.path("nextCursor").asString());
        assertThat(ids(next)).containsExactly(elder.id().toString());
    }

    @Test
    void onlyThoseOfAStatusAreShown() {

        disable(elder).expect(200);
        var other = client.signIn();

        assertThat(ids(search("?status=disabled&limit=1")))
                .containsExactly(elder.id().toString());
        assertThat(ids(search("?status=active&limit=1")))
                .containsExactly(other.id().toString());
        assertThat(ids(search("?status=active&q=" + elder.phone()))).isEmpty();
        assertThat(ids(search("?status=disabled&q=" + elder.phone()))).hasSize(1);
    }

    @Test
    void questionsThatAreTooLongOrNotTextAreNamed() {
        client.get(USERS + "?q=" + "x".repeat(51), admin).expectInvalid("q");
        client.get(USERS + "?q=a\tb", admin).expectInvalid("q");
        client.get(USERS + "?status=gone", admin).expectMalformed("status");
        client.get(USERS + "?limit=101", admin).expectInvalid("limit");
        client.get(USERS + "?cursor=nonsense", admin).expectInvalid("cursor");
    }

    @Test
    void everybodyWhoIsShownIsAudited() {

        var other = client.signIn();

        client.get(USERS + "?limit=2", support).expect(200);

        assertThat(audited("list-user", elder.id())).isOne();
        assertThat(audited("list-user", other.id())).isOne();
        search("?q=" + Client.newPhone());
        assertThat(stored.count("select count(*) from audit_log where what = 'search-users' and who_id = ?", adminId))
                .isOne();
    }

    @Test
    void oneAccountIsShownAndAudited() {

        client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", "桂兰", "city", "成都"))
                .expect(200);

        var file = file(support);

        assertThat(file.path("id").asString()).isEqualTo(elder.id().toString());
        assertThat(file.path("nickname").asString()).isEqualTo("桂兰");
        assertThat(file.path("city").asString()).isEqualTo("成都");
        assertThat(file.path("status").asString()).isEqualTo("active");
        assertThat(file.path("phone").asString()).contains("****");
        assertThat(file.has("statusReason")).isFalse();
        assertThat(audited("read-user", elder.id())).isOne();
    }

    @Test
    void nobodyIsNotFound() {
        for (var id : List.of(UUID.randomUUID().toString(), "42")) {
            assertThat(client.get(USERS + "/" + id, admin).status()).isEqualTo(404);
            assertThat(client.put(USERS + "/" + id + "/status", admin, status("disabled"))
                            .status())
                    .isEqualTo(404);
        }
        client.get(USERS + "/" + UUID.randomUUID(), admin).expectRefusal(404, "USER_NOT_FOUND");
    }

    @Test
    void disabledAccountHasNoSessionAndGetsNone() {

        var sid = UUID.fromString(elder.sid());

        var file = disable(elder).expect(200).data();

        assertThat(file.path("status").asString()).isEqualTo("disabled");
        assertThat(file.path("statusReason").asString()).isEqualTo("多次投诉");
        assertThat(file.has("statusChangedAt")).isTrue();
        client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", elder.refreshToken()))
                .expectRefusal(401, "INVALID_REFRESH_TOKEN");
        assertThat(client.getAs("gateway", "/internal/sessions/revoked")
                        .expect(200)
                        .data()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("sid").asString()))
                .contains(sid.toString());
        signInAgain().expectRefusal(403, "ACCOUNT_DISABLED");
        assertThat(livingSessions()).isZero();
        assertThat(audited("disable-user", elder.id())).isOne();
        assertThat(file(admin)).isEqualTo(file);
    }

    @Test
    void disablingTwiceDisablesOnceButIsAuditedTwice() {

        var first = disable(elder).expect(200).data();

        var again = client.put(
                        USERS + "/" + elder.id() + "/status",
                        admin,
                        Map.of("status", "disabled", "reason", "another reason"))
                .expect(200)
                .data();

        assertThat(again).isEqualTo(first);
        assertThat(audited("disable-user", elder.id())).isEqualTo(2);
    }

    @Test
    void accountIsLetInAgain() {

        disable(elder).expect(200);

        client.put(USERS + "/" + elder.id() + "/status", admin, status("active"))
                .expect(200);

        client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", elder.refreshToken()))
                .expectRefusal(401, "INVALID_REFRESH_TOKEN");
        signInAgain().expect(200);
        assertThat(audited("enable-user", elder.id())).isOne();
    }

    @Test
    void whoSignsInAtThatMomentWaitsAndIsRefused() {

        stored.codesWereLongAgo();
        Client.messagesAreSent();
        client.sendCode(elder.phone()).expect(200);
        var code = Client.codeSentTo(elder.phone());

        var answers = Contended.row(database, "select 1 from users where id = $1", elder.id())
                .by(() -> disable(elder), () -> client.login(elder.phone(), code));

        answers.getFirst().expect(200);
        answers.getLast().expectRefusal(403, "ACCOUNT_DISABLED");
        assertThat(livingSessions()).isZero();
    }

    @Test
    void sessionThatBeganAtThatMomentEndsToo() {

        stored.codesWereLongAgo();
        Client.messagesAreSent();
        client.sendCode(elder.phone()).expect(200);
        var code = Client.codeSentTo(elder.phone());

        var answers = Contended.row(database, "select 1 from users where id = $1", elder.id())
                .by(() -> client.login(elder.phone(), code), () -> disable(elder));

        answers.getFirst().expect(200);
        answers.getLast().expect(200);
        assertThat(livingSessions()).isZero();
    }

    @Test
    void tenWhoDisableAtOnceDisableOnce() {

        assertThat(AtOnce.by(10, () -> disable(elder))).allSatisfy(it -> it.expect(200));

        assertThat(stored.count(
                        "select count(*) from users where id = ? and status = 'disabled' and status_changed_by = ?",
                        elder.id(),
                        adminId))
                .isOne();
        assertThat(audited("disable-user", elder.id())).isEqualTo(10);
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsChanged() {

        var path = USERS + "/" + elder.id() + "/status";

        client.put(path, admin, Map.of("reason", "x")).expectInvalid("status");
        client.put(path, admin, Map.of("status", "disabled")).expectInvalid("reason");
        client.put(path, admin, Map.of("status", "disabled", "reason", " ")).expectInvalid("reason");
        client.put(path, admin, Map.of("status", "disabled", "reason", "x".repeat(201)))
                .expectInvalid("reason");
        client.put(path, admin, Map.of("status", "erased", "reason", "x")).expectMalformed("status");
        client.put(path, support, status("disabled")).expectRefusal(403, "FORBIDDEN");

        assertThat(file(admin).path("status").asString()).isEqualTo("active");
        assertThat(livingSessions()).isOne();
    }

    @Test
    void withoutItsAuditRowNothingIsShownOrChanged() {

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            client.get(USERS, admin).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
            client.get(USERS + "/" + elder.id(), admin).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
            disable(elder).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }

        assertThat(file(admin).path("status").asString()).isEqualTo("active");
        assertThat(livingSessions()).isOne();
    }

    private JsonNode search(String query) {
        return client.get(USERS + query, admin).expect(200).data();
    }

    private JsonNode file(String token) {
        return client.get(USERS + "/" + elder.id(), token).expect(200).data();
    }

    private Answer disable(SignedIn who) {
        return client.put(USERS + "/" + who.id() + "/status", admin, status("disabled"));
    }

    private Answer signInAgain() {
        stored.codesWereLongAgo();
        Client.messagesAreSent();
        client.sendCode(elder.phone()).expect(200);
        return client.login(elder.phone(), Client.codeSentTo(elder.phone()));
    }

    private void nickname(SignedIn who, String name) {
        client.put("/api/v1/users/profile", who.token(), Map.of("nickname", name))
                .expect(200);
    }

    private long livingSessions() {
        return stored.count("select count(*) from sessions where account_id = ? and ended_at is null", elder.id());
    }

    private long audited(String what, UUID whose) {
        return stored.count("select count(*) from audit_log where what = ? and whose_id = ?", what, whose);
    }

    private static Map<String, String> status(String status) {
        return Map.of("status", status, "reason", "多次投诉");
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }
}
