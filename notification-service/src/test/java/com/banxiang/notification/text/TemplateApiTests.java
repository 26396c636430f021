package com.banxiang.notification.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Happenings;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Shipped;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Administrators change what people read. */
@ServiceTest
class TemplateApiTests {

    static final String TEMPLATES = "/api/v1/admin/notifications/templates";

    final UUID adminId = UUID.randomUUID();
    final String admin = "Bearer " + TestTokens.operator(adminId, "ADMIN");
    final UUID elder = UUID.randomUUID();

    @Autowired
    CurrentTexts current;

    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
        asItShips();
    }

    @AfterEach
    void asItShips() {
        stored.change("delete from template_texts");
        current.refresh().block();
    }

    @Test
    void everyTemplateIsShownAsItShipsWithWhatFitsInIt() {

        var items = client.get(TEMPLATES, admin).expect(200).data().path("items");

        assertThat(items.valueStream().map(it -> it.path("type").asString()))
                .contains("welcome", "alert_family", "alert_unanswered", "device_silent")
                .doesNotContain("title");
        var push = text(template("alert_family"), "push", "zh");
        assertThat(push.path("text").asString()).isEqualTo("您关注的家人({relationship})有一条健康提醒");
        assertThat(push.path("version").asLong()).isZero();
        assertThat(push.path("parameters").get(0).asString()).isEqualTo("relationship");
        assertThat(text(template("alert_family"), "wechat", "en")
                        .path("longest")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void whatWasChangedIsReadFromThenOn() {

        var changed = change("welcome", "inbox_title", "zh", "欢迎您").expect(200).data();

        assertThat(text(changed, "inbox_title", "zh").path("text").asString()).isEqualTo("欢迎您");
        assertThat(text(changed, "inbox_title", "zh").path("version").asLong()).isEqualTo(1);
        assertThat(text(changed, "inbox_title", "zh").path("shipped").asString())
                .isEqualTo("欢迎来到伴享");
        assertThat(text(changed, "inbox_title", "en").path("version").asLong()).isZero();
        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(client.get("/api/v1/notifications", Authorization.user(elder))
                        .data()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("title").asString()))
                .containsExactly("欢迎您"));
        assertThat(audited()).isEqualTo(1);
    }

    @Test
    void nullBringsBackWhatShipsAndEveryVersionStays() {

        change("welcome", "inbox_title", "en", "Hello").expect(200);

        var back = client.put(
                        TEMPLATES + "/welcome",
                        admin,
                        "{\"texts\": [{\"part\": \"inbox_title\", \"language\": \"en\", \"text\": null}]}")
                .expect(200)
                .data();

        assertThat(text(back, "inbox_title", "en").path("text").asString()).isEqualTo("Welcome to BanXiang");
        assertThat(text(back, "inbox_title", "en").path("version").asLong()).isEqualTo(2);
        assertThat(stored.count("select count(*) from template_texts")).isEqualTo(2);
    }

    @Test
    void whatAnotherInstanceChangedIsReadSoon() {

        stored.change("insert into template_texts values ('alert_elder', 'push', 'zh', 1, '请看', ?, now())", adminId);
        current.refresh().block();

        assertThat(current.words(Piece.Language.ZH, "push.alert_elder")).isEqualTo("请看");
        assertThat(Shipped.settings("banxiang.texts", TextSettings.class).refresh())
                .isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({
        "welcome, push, hello, part",
        "alert_family, wechat, 一二三四五六七八九十一二三四五六七八九十一, text",
        "alert_family, push, {name}有一条健康提醒, text",
        "alert_family, push, {relationship, text",
        "alert_family, wechat, {relationship}, text",
        "alert_elder, push, 血压{value}, text"
    })
    void whatDoesNotFitIsRefusedAsAWhole(String template, String part, String text, String field) {

        var answer = client.put(TEMPLATES + "/" + template, admin, """
            {"texts": [{"part": "%s", "language": "en", "text": "fine"}, {"part": "%s", "language": "zh", "text": "%s"}]}\
            """.formatted(
                        template.equals("welcome") ? "inbox_title" : part, part, text));

        answer.expectInvalid("texts[1]." + field);
        assertThat(stored.count("select count(*) from template_texts")).isZero();
        assertThat(audited()).isZero();
    }

    @Test
    void onePartIsNamedOnce() {
        client.put(TEMPLATES + "/welcome", admin, """
            {"texts": [{"part": "inbox_title", "language": "en", "text": "a"},
                       {"part": "inbox_title", "language": "en", "text": "b"}]}\
            """).expectInvalid("texts[1].part");
    }

    @Test
    void aTemplateNobodyHasIsNone() {
        change("title", "push", "zh", "伴享").expectRefusal(404, "TEMPLATE_NOT_FOUND");
        change("nothing", "push", "zh", "伴享").expectRefusal(404, "TEMPLATE_NOT_FOUND");
    }

    @Test
    void ofManyChangesAtOnceEachIsAVersion() {

        AtOnce.by(6, () -> change("welcome", "inbox_title", "zh", "欢迎")).forEach(it -> it.expect(200));

        assertThat(stored.all(Long.class, "select version from template_texts order by version"))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void onlyAdministratorsMay() {

        var support = "Bearer " + TestTokens.operator(UUID.randomUUID(), "SUPPORT");

        client.get(TEMPLATES, support).expectRefusal(403, "FORBIDDEN");
        client.get(TEMPLATES, null).expectRefusal(401, "UNAUTHENTICATED");
        client.put(
                        TEMPLATES + "/welcome",
                        support,
                        "{\"texts\": [{\"part\": \"push\", \"language\": \"zh\", \"text\": \"a\"}]}")
                .expectRefusal(403, "FORBIDDEN");
    }

    @Test
    void whatCanNotBeNotedIsNotChanged() {

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            change("welcome", "inbox_title", "zh", "欢迎您").expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }
        assertThat(stored.count("select count(*) from template_texts")).isZero();
    }

    private Answer change(String template, String part, String language, String text) {
        return client.put(
                TEMPLATES + "/" + template,
                admin,
                "{\"texts\": [{\"part\": \"%s\", \"language\": \"%s\", \"text\": \"%s\"}]}"
                        .formatted(part, language, text));
    }

    private JsonNode template(String type) {
        return client.get(TEMPLATES, admin)
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .filter(it -> it.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode text(JsonNode template, String part, String language) {
        return template.path("texts")
                .valueStream()
                .filter(it -> it.path("part").asString().equals(part)
                        && it.path("language").asString().equals(language))
                .findFirst()
                .orElseThrow();
    }

    private long audited() {
        return stored.count("select count(*) from audit_log where what = 'change-template' and who_id = ?", adminId);
    }
}
