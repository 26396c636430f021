package com.banxiang.child.contact;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.familyCodeOf;
import static com.banxiang.child.World.sharingOf;
import static com.banxiang.child.World.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;

import com.banxiang.child.Rows;
import com.banxiang.child.Sabotage;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.testkit.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ServiceTest
class InternalContactApiTests {

    private static final String NOTIFICATION = "notification-service";

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    World world;
    UUID parent;
    SomeChild daughter;
    SomeChild son;

    @BeforeEach
    void aFamily() {

        world = new World(http);
        parent = aParent();
        daughter = world.aChild();
        son = world.aChild();
        world.bind(daughter, parent);
        world.client
                .post(
                        "/api/child/bind",
                        son.token(),
                        Map.of("inviteCode", familyCodeOf(parent), "relationship", "son", "alertPhone", "13812340001"))
                .expectStatus()
                .isCreated();
    }

    @Test
    void tellsWhereTheChildrenCanBeReachedAndForWhat() {

        var items = data(contacts()).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "childId", "openid", "nickname", "relationship", "notificationEnabled", "scopes");
        assertThat(items.get(0).path("openid").asString()).isEqualTo(daughter.openid());
        assertThat(items.get(0).path("scopes").valueStream().map(it -> it.asString()))
                .containsExactly("health", "activities", "pay");
        assertThat(items.get(1).path("childId").asString()).isEqualTo(son.id().toString());
        assertThat(items.get(1).path("alertPhone").asString()).isEqualTo("13812340001");
        assertThat(items.get(1).path("relationship").asString()).isEqualTo("son");
    }

    @Test
    void leavesOutWhoIsNotBoundAnyMore() {

        world.client
                .delete("/api/child/parents/" + parent, son.token())
                .expectStatus()
                .isOk();

        assertThat(data(contacts()).path("items")).hasSize(1);
        assertThat(data(children()).path("items")).hasSize(1);
        assertThat(data(world.client.askAs(NOTIFICATION, GET, "/internal/parents/" + UUID.randomUUID() + "/contacts"))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void writesDownWhoAskedForContactsOrTellsNothing() {

        contacts().expectStatus().isOk();
        assertThat(new Rows(database).audited("read-contacts-of-children", parent))
                .isEqualTo(1);
        assertThat(new Rows(database)
                        .count(
                                "select count(*) from audit_log where whose_id = :id and who_service ="
                                        + " 'notification-service'",
                                parent))
                .isEqualTo(1);

        try (var _ = Sabotage.ofInserts(database, "audit_log", "whose_id", parent)) {
            expectRefusal(contacts(), 503, "UPSTREAM_UNAVAILABLE");
        }
    }

    @Test
    void tellsNothingWhileItCannotBeKnownWhatIsShared() {

        var unknown = UUID.randomUUID();
        users().dropsConnections("GET", sharingOf(unknown));

        expectRefusal(
                world.client.askAs(NOTIFICATION, GET, "/internal/parents/" + unknown + "/contacts"),
                503,
                "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void namesTheChildrenToWhoSaysWhoAcknowledged() {

        var items = data(children()).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).propertyNames()).containsExactlyInAnyOrder("childId", "nickname", "relationship");
        assertThat(items.get(0).path("childId").asString())
                .isEqualTo(daughter.id().toString());
    }

    private ResponseSpec contacts() {
        return world.client.askAs(NOTIFICATION, GET, "/internal/parents/" + parent + "/contacts");
    }

    private ResponseSpec children() {
        return world.client.askAs("health-service", GET, "/internal/parents/" + parent + "/children");
    }
}
