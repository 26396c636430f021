package com.banxiang.child.account;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectInvalid;
import static com.banxiang.child.Client.expectMalformed;
import static com.banxiang.child.Client.expectRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Client;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AccountApiTests {

    private static final String ME = "/api/child/me";

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    FieldCipher cipher;

    World world;
    SomeChild child;

    @BeforeEach
    void aChild() {
        world = new World(http);
        child = world.aChild();
    }

    @Test
    void showsTheCallerAndNobodyElse() {

        var me = me();

        assertThat(me.path("id").asString()).isEqualTo(child.id().toString());
        assertThat(me.path("nickname").asString()).isEqualTo("家人");
        expectRefusal(world.client.get(ME, TestTokens.child(UUID.randomUUID())), 404, "CHILD_NOT_FOUND");
        expectRefusal(
                world.client.put(ME, TestTokens.child(UUID.randomUUID()), Map.of("nickname", "小李")),
                404,
                "CHILD_NOT_FOUND");
    }

    @Test
    void masksThePhone() {

        database.sql("update children set phone = :phone where id = :id")
                .bind("phone", cipher.encrypt("13812348000"))
                .bind("id", child.id())
                .then()
                .block();

        assertThat(me().path("phone").asString()).isEqualTo("138****8000");
        assertThat(world.logIn(child.openid()).path("user").path("phone").asString())
                .isEqualTo("138****8000");
    }

    @Test
    void changesWhatIsSaidAndLeavesWhatIsNot() {

        put("{\"nickname\":\" 小李 \",\"avatarUrl\":\"https://img.example.com/1.png\"}");
        assertThat(me().path("nickname").asString()).isEqualTo("小李");

        put("{\"nickname\":\"小王\"}");
        assertThat(me().path("avatarUrl").asString()).isEqualTo("https://img.example.com/1.png");

        put("{\"avatarUrl\":null}");
        assertThat(me().has("avatarUrl")).isFalse();
        assertThat(me().path("nickname").asString()).isEqualTo("小王");

        put("{}");
        assertThat(me().path("nickname").asString()).isEqualTo("小王");
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧", "'; drop table children; --", "<b>小李</b>", "select", "../../etc", "\u202eابن"})
    void keepsAHostileNicknameAsText(String nickname) {

        var answer = world.client.put(ME, child.token(), Map.of("nickname", nickname));

        assertThat(data(answer).path("nickname").asString()).isEqualTo(nickname);
        assertThat(me().path("nickname").asString()).isEqualTo(nickname);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"  \"", "\"a\\tb\""})
    void wantsANicknameThatCanBeRead(String nickname) {
        expectInvalid(answerTo("{\"nickname\":%s}".formatted(nickname)), "nickname");
        assertThat(me().path("nickname").asString()).isEqualTo("家人");
    }

    @Test
    void refusesWhatItCannotKeep() {

        expectMalformed(answerTo("{\"nickname\":7}"), "nickname");
        expectMalformed(answerTo("{\"nickname\":\"a\\u0000\"}"), "nickname");
        expectRefusal(answerTo("{\"nickname\":"), 400, "MALFORMED_REQUEST");
    }

    @Test
    void staysWholeWhenTwentyChangeItAtOnce() {

        var answers =
                Client.atOnce(20, () -> world.client.put(ME, child.token(), Map.of("nickname", World.unique("名"))));

        assertThat(answers).allMatch(it -> it.path("success").asBoolean());
        assertThat(answers.stream().map(it -> it.path("data").path("nickname").asString()))
                .doesNotHaveDuplicates()
                .contains(me().path("nickname").asString());
    }

    @Test
    void losesNeitherOfTwoChangesAtOnce() {

        Contended.row(database, "select 1 from children where id = $1", child.id())
                .by(
                        () -> data(answerTo("{\"nickname\":\"小李\"}")),
                        () -> data(answerTo("{\"avatarUrl\":\"https://img.example.com/2.png\"}")));

        assertThat(me().path("nickname").asString()).isEqualTo("小李");
        assertThat(me().path("avatarUrl").asString()).isEqualTo("https://img.example.com/2.png");
    }

    @Test
    void answersInEnglishWhereAsked() {

        var answer = http.get()
                .uri(ME)
                .headers(it -> it.setBearerAuth(TestTokens.child(UUID.randomUUID())))
                .header("Accept-Language", "en")
                .exchange();

        expectRefusal(answer, 404, "CHILD_NOT_FOUND").jsonPath("$.message").isEqualTo("No such account");
    }

    private JsonNode me() {
        return data(world.client.get(ME, child.token()));
    }

    private void put(String body) {
        answerTo(body).expectStatus().isOk();
    }

    private ResponseSpec answerTo(String body) {
        return world.client.put(ME, child.token(), body);
    }
}
