package com.banxiang.child.bond;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectInvalid;
import static com.banxiang.child.Client.expectMalformed;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.Client.json;
import static com.banxiang.child.World.aParent;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Client;
import com.banxiang.child.Rows;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ChangeBondTests {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    World world;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aBond() {
        world = new World(http);
        child = world.aChild();
        parent = aParent();
        world.bind(child, parent);
    }

    @Test
    void changesWhatIsSaidAndLeavesWhatIsNot() {

        var bond = changed("{\"alertPhone\":\"13812340001\",\"relationship\":\"relative\"}");
        assertThat(bond.path("alertPhone").asString()).isEqualTo("138****0001");
        assertThat(bond.path("relationship").asString()).isEqualTo("relative");

        bond = changed("{\"notificationEnabled\":false}");
        assertThat(bond.path("notificationEnabled").asBoolean(true)).isFalse();
        assertThat(bond.path("alertPhone").asString()).isEqualTo("138****0001");
        assertThat(bond.path("relationship").asString()).isEqualTo("relative");

        bond = changed("{\"alertPhone\":null}");
        assertThat(bond.has("alertPhone")).isFalse();
        assertThat(bond.path("notificationEnabled").asBoolean(true)).isFalse();
    }

    @Test
    void announcesEachChangeWithAHigherVersion() {

        changed("{\"notificationEnabled\":false}");
        changed("{\"alertPhone\":\"13812340001\"}");

        var events = RecordedEvents.of("family-linked").await(3, parent.toString());
        events.forEach(it -> EventContract.of("family-linked").verify(it.value()));
        assertThat(events.stream().map(it -> it.json().path("version").asInt())).containsExactly(1, 2, 3);
        assertThat(events.get(1).json().path("notificationEnabled").asBoolean(true))
                .isFalse();
        assertThat(events.getLast().value()).doesNotContain("13812340001", "138****0001");
    }

    @Test
    void tellsNobodyOfAChangeThatChangesNothing() {

        changed("{}");
        changed("{\"notificationEnabled\":true,\"relationship\":\"daughter\",\"alertPhone\":null}");

        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(1);
    }

    @Test
    void countsEachOfTwentyChangesAtOnce() {

        List<Supplier<ResponseSpec>> changes = IntStream.range(0, 20)
                .mapToObj(
                        it -> (Supplier<ResponseSpec>) () -> change("{\"alertPhone\":\"138123400%02d\"}".formatted(it)))
                .toList();

        assertThat(Client.atOnce(changes)).allMatch(it -> it.path("success").asBoolean());

        var events = RecordedEvents.of("family-linked").await(21, parent.toString());
        assertThat(events.stream().map(it -> it.json().path("version").asInt()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 21).boxed().toList());
    }

    @Test
    void losesNeitherOfTwoChangesAtOnce() {

        Contended.row(database, "select 1 from bonds where parent_id = $1", parent)
                .by(
                        () -> json(change("{\"notificationEnabled\":false}")),
                        () -> json(change("{\"alertPhone\":\"13812340001\"}")));

        var bond = changed("{}");
        assertThat(bond.path("notificationEnabled").asBoolean(true)).isFalse();
        assertThat(bond.path("alertPhone").asString()).isEqualTo("138****0001");
    }

    @Test
    void changesNoBondOfSomebodyElse() {

        var stranger = world.aChild();

        expectRefusal(
                world.client.put("/api/child/parents/" + parent, stranger.token(), "{\"relationship\":\"son\"}"),
                404,
                "PARENT_NOT_FOUND");
        expectRefusal(
                world.client.put("/api/child/parents/" + aParent(), child.token(), "{\"relationship\":\"son\"}"),
                404,
                "PARENT_NOT_FOUND");
        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotKeep() {

        expectInvalid(change("{\"alertPhone\":\"00861381234\"}"), "alertPhone");
        expectMalformed(change("{\"relationship\":\"mother\"}"), "relationship");
        expectMalformed(change("{\"notificationEnabled\":\"yes\"}"), "notificationEnabled");
        expectMalformed(change("{\"notificationEnabled\":1}"), "notificationEnabled");
        expectRefusal(change("{"), 400, "MALFORMED_REQUEST");
        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(1);
    }

    private JsonNode changed(String body) {
        var answer = change(body);
        answer.expectStatus().isOk();
        return data(answer);
    }

    private ResponseSpec change(String body) {
        return world.client.put("/api/child/parents/" + parent, child.token(), body);
    }
}
