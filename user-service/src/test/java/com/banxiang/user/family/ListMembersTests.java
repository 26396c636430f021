package com.banxiang.user.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who belongs to the family. */
@ServiceTest
class ListMembersTests extends FamilyScene {

    @Test
    void familyIsListedNewestFirstPageByPage() {

        var links = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            var child = client.signIn();
            links.addFirst(link(child, code(elder), "son")
                    .expect(201)
                    .data()
                    .path("linkId")
                    .asString());
        }
        links.addFirst(bondOf(elder).toString());

        var first = client.get(MEMBERS + "?limit=3", elder.token()).expect(200).data();
        var second = client.get(
                        MEMBERS + "?limit=3&cursor=" + first.path("nextCursor").asString(), elder.token())
                .expect(200)
                .data();

        assertThat(first.path("items").valueStream().map(it -> it.path("linkId").asString()))
                .containsExactlyElementsOf(links.subList(0, 3));
        assertThat(second.path("items")
                        .valueStream()
                        .map(it -> it.path("linkId").asString()))
                .containsExactly(links.get(3));
        assertThat(second.path("nextCursor").isNull()).isTrue();
        assertThat(first.path("items").get(0).path("kind").asString()).isEqualTo("child");
        client.get(MEMBERS + "?limit=0", elder.token()).expectInvalid("limit");
        client.get(MEMBERS + "?cursor=made-up", elder.token()).expectInvalid("cursor");
    }

    @Test
    void whoHasNobodyHasAnEmptyFamily() {
        assertThat(members(elder)).isEmpty();
        assertThat(client.get(MEMBERS, TestTokens.user(UUID.randomUUID()))
                        .expect(200)
                        .data()
                        .path("items"))
                .isEmpty();
    }
}
