package com.banxiang.child.export;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.notifications;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;

import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Shipped;
import com.banxiang.testkit.Tables;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a person takes along, as a child and as an elder who is looked after. */
@ServiceTest
class ExportApiTests {

    static final String EXPORT = "/api/child/me/export";

    World world;
    Tables tables;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aBond(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        world = new World(http);
        tables = new Tables(database);
        child = world.aChild();
        parent = aParent();
        world.bind(child, parent);
    }

    @Test
    void childTakesAccountBondsAndNotificationsAlong() {

        notifications().answers("GET", theirPart(), Map.of("notifications", List.of(Map.of("id", "n-1"))));
        world.client.delete("/api/child/parents/" + parent, child.token());
        var other = aParent();
        world.bind(child, other);

        var exported = data(world.client.get(EXPORT, child.token()));

        assertThat(exported.path("account").path("id").asString())
                .isEqualTo(child.id().toString());
        assertThat(exported.path("bonds")).hasSize(2);
        assertThat(exported.path("bonds").get(0).path("parentId").asString()).isEqualTo(other.toString());
        assertThat(exported.path("bonds").get(1).has("endedAt")).isTrue();
        assertThat(exported.path("notifications")
                        .path("notifications")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo("n-1");
        assertThat(exported.path("unavailable")).isEmpty();
        assertThat(audited(child.id())).isOne();
        assertThat(exported.toString()).doesNotContain(child.openid());
    }

    @Test
    void partThatFailsIsNamedAndTheRestIsThere() {

        notifications().refuses("GET", theirPart(), 503, "UPSTREAM_UNAVAILABLE");

        var exported = data(world.client.get(EXPORT, child.token()));

        assertThat(exported.path("unavailable").get(0).asString()).isEqualTo("notification-service");
        assertThat(exported.has("notifications")).isFalse();
        assertThat(exported.path("bonds")).hasSize(1);
    }

    @Test
    void nobodyIsNotFound() {
        expectRefusal(world.client.get(EXPORT, TestTokens.child(UUID.randomUUID())), 404, "CHILD_NOT_FOUND");
    }

    @Test
    void elderTakesAlongWhoIsAndWasBoundToThem() {

        world.client.put("/api/child/parents/" + parent, child.token(), Map.of("alertPhone", "13812345678"));

        var exported =
                data(world.client.askAs("user-service", parent, GET, "/internal/users/%s/export".formatted(parent)));

        assertThat(exported.path("bonds")).singleElement().satisfies(it -> {
            assertThat(it.path("childId").asString()).isEqualTo(child.id().toString());
            assertThat(it.path("relationship").asString()).isEqualTo("daughter");
            assertThat(it.has("alertPhone")).isFalse();
        });
        assertThat(audited(parent)).isOne();
        assertThat(data(world.client.askAs(
                                "user-service", GET, "/internal/users/%s/export".formatted(UUID.randomUUID())))
                        .path("bonds"))
                .isEmpty();
    }

    @Test
    void whatCannotBeRememberedIsNotHandedOut() {

        tables.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            expectRefusal(world.client.get(EXPORT, child.token()), 503, "UPSTREAM_UNAVAILABLE");
            expectRefusal(
                    world.client.askAs("user-service", GET, "/internal/users/%s/export".formatted(parent)),
                    503,
                    "UPSTREAM_UNAVAILABLE");
        } finally {
            tables.change("alter table audit_log_out_of_reach rename to audit_log");
        }
    }

    @Test
    void neighbourIsGivenThreeSeconds() {
        assertThat(Shipped.settings("child.export", ExportSettings.class).patience())
                .isEqualTo(Duration.ofSeconds(3));
    }

    private String theirPart() {
        return "/internal/children/%s/export".formatted(child.id());
    }

    private long audited(UUID whose) {
        return tables.count("select count(*) from audit_log where what = 'export-account' and whose_id = ?", whose);
    }
}
