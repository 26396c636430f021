package com.banxiang.user.account;

import static com.banxiang.user.Client.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AccountApiTests {

    static final String ME = "/api/v1/users/me";
    static final String PROFILE = "/api/v1/users/profile";
    static final String CONTACT = "/api/v1/users/emergency-contact";

    static final Map<String, Object> WHOLE = Map.of(
            "nickname", "桂兰",
            "avatarUrl", "https://cdn.example.com/a.webp",
            "birthYear", 1958,
            "birthMonth", 5,
            "gender", "female",
            "city", "成都",
            "district", "武侯区",
            "interests", List.of("太极", "书法"));

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
    void newPersonHasTheDefaultsOfTheHouse() {

        var me = me();

        assertThat(me.path("id").asString()).isEqualTo(elder.id().toString());
        assertThat(me.path("phone").asString())
                .isEqualTo(
                        elder.phone().substring(0, 3) + "****" + elder.phone().substring(7));
        assertThat(me.path("interests").isArray()).isTrue();
        assertThat(me.path("verified").asBoolean(true)).isFalse();
        assertThat(me.path("settings").path("fontSize").asString()).isEqualTo("medium");
        assertThat(me.path("settings").path("speechSpeed").asString()).isEqualTo("normal");
        assertThat(me.path("settings").path("autoVoice").isBoolean()).isTrue();
        assertThat(me.path("membership").path("level").asString()).isEqualTo("basic");
        assertThat(me.path("createdAt").asString()).endsWith("Z");
        assertThat(me.has("nickname")).isFalse();
        assertThat(me.has("emergencyContact")).isFalse();
    }

    @Test
    void somebodyWithoutAnAccountIsNotFound() {

        var stranger = TestTokens.user(UUID.randomUUID());

        client.get(ME, stranger).expectRefusal(404, "USER_NOT_FOUND");
        client.put(PROFILE, stranger, WHOLE).expectRefusal(404, "USER_NOT_FOUND");
        client.put(CONTACT, stranger, Map.of("name", "张三", "phone", newPhone(), "consent", true))
                .expectRefusal(404, "USER_NOT_FOUND");
    }

    @Test
    void profileIsKeptWhole() {

        var answered = client.put(PROFILE, elder.token(), WHOLE).expect(200).data();

        assertThat(answered).isEqualTo(me());
        assertThat(answered.path("nickname").asString()).isEqualTo("桂兰");
        assertThat(answered.path("avatarUrl").asString()).isEqualTo("https://cdn.example.com/a.webp");
        assertThat(answered.path("birthYear").asInt()).isEqualTo(1958);
        assertThat(answered.path("birthMonth").asInt()).isEqualTo(5);
        assertThat(answered.path("gender").asString()).isEqualTo("female");
        assertThat(answered.path("city").asString()).isEqualTo("成都");
        assertThat(answered.path("district").asString()).isEqualTo("武侯区");
        assertThat(answered.path("interests").valueStream().map(JsonNode::asString))
                .containsExactly("太极", "书法");
    }

    @Test
    void absentFieldsStayAndNullClears() {

        client.put(PROFILE, elder.token(), WHOLE).expect(200);

        var cleared = new HashMap<String, Object>();
        cleared.put("nickname", null);
        cleared.put("birthYear", null);
        cleared.put("gender", null);
        cleared.put("interests", null);
        cleared.put("city", "重庆");
        client.put(PROFILE, elder.token(), cleared).expect(200);

        var me = me();
        assertThat(me.has("nickname")).isFalse();
        assertThat(me.has("birthYear")).isFalse();
        assertThat(me.has("gender")).isFalse();
        assertThat(me.path("interests")).isEmpty();
        assertThat(me.path("city").asString()).isEqualTo("重庆");
        assertThat(me.path("birthMonth").asInt()).isEqualTo(5);
        assertThat(me.path("avatarUrl").asString()).isEqualTo("https://cdn.example.com/a.webp");
    }

    @Test
    void emptyRequestChangesNothing() {

        client.put(PROFILE, elder.token(), WHOLE).expect(200);
        var before = me();

        client.put(PROFILE, elder.token(), Map.of("unknownField", 7)).expect(200);

        assertThat(me()).isEqualTo(before);
    }

    @Test
    void ownWordsAreKeptAsTheyAre() {

        for (var nickname : List.of("select or 1=1", "<b>桂兰</b>", "👵🏻", "O'Brien \"Oma\"", "\u202Eدادي")) {
            assertThat(client.put(PROFILE, elder.token(), Map.of("nickname", nickname))
                            .expect(200)
                            .data()
                            .path("nickname")
                            .asString())
                    .isEqualTo(nickname);
        }
        assertThat(client.put(PROFILE, elder.token(), Map.of("nickname", "  桂兰  "))
                        .expect(200)
                        .data()
                        .path("nickname")
                        .asString())
                .isEqualTo("桂兰");
    }

    static Stream<Arguments> wrongFields() {

        var nextYear = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear() + 1;
        var tooMany = Stream.generate(() -> "太极").limit(21).toList();

        return Stream.of(
                Arguments.of("nickname", ""),
                Arguments.of("nickname", "   "),
                Arguments.of("nickname", "桂".repeat(51)),
                Arguments.of("nickname", "桂\u0007兰"),
                Arguments.of("avatarUrl", "javascript:alert(1)"),
                Arguments.of("avatarUrl", "https://cdn.example.com/a b"),
                Arguments.of("avatarUrl", "https://cdn.example.com/" + "a".repeat(500)),
                Arguments.of("birthYear", 1899),
                Arguments.of("birthYear", nextYear),
                Arguments.of("birthMonth", 0),
                Arguments.of("birthMonth", 13),
                Arguments.of("city", "成".repeat(51)),
                Arguments.of("district", ""),
                Arguments.of("interests", List.of("太极", "跳伞")),
                Arguments.of("interests", tooMany));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void wrongFieldIsNamedAndNothingIsChanged(String field, Object value) {

        client.put(PROFILE, elder.token(), WHOLE).expect(200);
        var before = me();

        var request = new HashMap<String, Object>(Map.of("city", "重庆"));
        request.put(field, value);
        client.put(PROFILE, elder.token(), request).expectInvalid(field);

        assertThat(me()).isEqualTo(before);
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                Arguments.of("nickname", "{\"nickname\": 7}"),
                Arguments.of("nickname", "{\"nickname\": \"a\\u0000b\"}"),
                Arguments.of("birthYear", "{\"birthYear\": \"1958\"}"),
                Arguments.of("birthYear", "{\"birthYear\": 1958.5}"),
                Arguments.of("birthYear", "{\"birthYear\": 99999999999}"),
                Arguments.of("gender", "{\"gender\": \"robot\"}"),
                Arguments.of("gender", "{\"gender\": \"\"}"),
                Arguments.of("interests", "{\"interests\": \"太极\"}"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void wrongTypeIsNamed(String field, String body) {
        client.put(PROFILE, elder.token(), body).expectMalformed(field);
    }

    @Test
    void yearOfBirthMayBeThisYear() {
        var thisYear = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear();
        client.put(PROFILE, elder.token(), Map.of("birthYear", thisYear)).expect(200);
        client.put(PROFILE, elder.token(), Map.of("birthYear", 1900)).expect(200);
    }

    @Test
    void twentyChangesAtOnceLeaveOneOfThemWhole() {

        var number = new AtomicInteger();

        var answers = AtOnce.by(20, () -> {
            var i = number.incrementAndGet();
            return client.put(PROFILE, elder.token(), Map.of("nickname", "第" + i, "birthYear", 1940 + i));
        });

        assertThat(answers).allSatisfy(it -> it.expect(200));
        var me = me();
        assertThat(me.path("nickname").asString())
                .isEqualTo("第" + (me.path("birthYear").asInt() - 1940));
    }

    @Test
    void neitherOfTwoChangesAtOnceIsLost() {

        Contended.row(database, "select 1 from users where id = $1", elder.id())
                .by(
                        () -> client.put(PROFILE, elder.token(), Map.of("nickname", "桂兰")),
                        () -> client.put(PROFILE, elder.token(), Map.of("city", "成都")));

        assertThat(me().path("nickname").asString()).isEqualTo("桂兰");
        assertThat(me().path("city").asString()).isEqualTo("成都");
    }

    @Test
    void emergencyContactIsKeptWithConsentAndShownMasked() {

        var phone = newPhone();

        var answered = contact("欧阳晓丽", phone, true).expect(200).data();

        assertThat(answered.path("emergencyContact").path("name").asString()).isEqualTo("欧**丽");
        assertThat(answered.path("emergencyContact").path("phone").asString())
                .isEqualTo(phone.substring(0, 3) + "****" + phone.substring(7));
        assertThat(me()).isEqualTo(answered);
        assertThat(stored.count(
                        "select count(*) from users where id = ?"
                                + " and emergency_consent_at between now() - interval '1 minute' and now()",
                        elder.id()))
                .isOne();
        for (var clear : List.of(phone, "欧阳晓丽")) {
            assertThat(stored.count("select count(*) from users where users::text like '%' || ? || '%'", clear))
                    .isZero();
        }
    }

    @Test
    void emergencyContactIsReplaced() {

        contact("张三", newPhone(), true).expect(200);
        var answered = contact("李四", newPhone(), true).expect(200).data();

        assertThat(answered.path("emergencyContact").path("name").asString()).isEqualTo("李*");
    }

    @Test
    void withoutTheThirdPersonsConsentNothingIsKept() {

        contact("张三", newPhone(), false).expectInvalid("consent");
        client.put(CONTACT, elder.token(), Map.of("name", "张三", "phone", newPhone()))
                .expectInvalid("consent");

        assertThat(me().has("emergencyContact")).isFalse();
    }

    @Test
    void nobodyIsTheirOwnEmergencyContact() {

        contact("张三", elder.phone(), true).expectInvalid("phone");

        assertThat(me().has("emergencyContact")).isFalse();
    }

    @Test
    void emergencyContactIsReadCarefully() {

        contact("", newPhone(), true).expectInvalid("name");
        client.put(CONTACT, elder.token(), Map.of("consent", true))
                .expectInvalid("name")
                .expectInvalid("phone");
        client.put(CONTACT, elder.token(), "{\"consent\": \"yes\"}").expectMalformed("consent");
        client.put(CONTACT, elder.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
    }

    @Test
    void textsAreInTheLanguageAskedFor() {

        var english = client.exchange(
                HttpMethod.PUT,
                PROFILE,
                Map.of("birthYear", 2200),
                Map.of("Authorization", "Bearer " + elder.token(), "Accept-Language", "en"));
        var chinese = client.put(PROFILE, elder.token(), Map.of("birthYear", 2200));

        assertThat(english.expectInvalid("birthYear").text()).contains("Must not be later than this year");
        assertThat(chinese.expectInvalid("birthYear").text()).contains("不能晚于今年");
    }

    @Test
    void unknownPathsAndMethodsAreAnsweredInTheEnvelope() {
        client.get("/api/v1/users/nobody", elder.token()).expectRefusal(404, "NOT_FOUND");
        client.delete(ME, elder.token()).expectRefusal(405, "METHOD_NOT_ALLOWED");
        client.exchange(
                        HttpMethod.PUT,
                        PROFILE,
                        "nickname=x",
                        Map.of("Authorization", "Bearer " + elder.token(), "Content-Type", "text/plain"))
                .expectRefusal(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    private Answer contact(String name, String phone, boolean consent) {
        return client.put(CONTACT, elder.token(), Map.of("name", name, "phone", phone, "consent", consent));
    }

    private JsonNode me() {
        return client.get(ME, elder.token()).expect(200).data();
    }
}
