package com.banxiang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.security.AccessRules.Access;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class AccessRulesTests {

    static final Access USERS = new Access.Accounts(AccountKind.USER, Set.of());
    static final Access CHILDREN = new Access.Accounts(AccountKind.CHILD, Set.of());

    @Test
    void letsTheMostSpecificPatternDecideWhateverTheOrder() {

        var rules = AccessRules.denyByDefault()
                .users("/things/**")
                .open("/things/{id}/name")
                .children("/things/{id}/**")
                .build();

        assertThat(rules.of(HttpMethod.GET, PathContainer.parsePath("/things"))).isEqualTo(USERS);
        assertThat(rules.of(HttpMethod.GET, PathContainer.parsePath("/things/1/age")))
                .isEqualTo(CHILDREN);
        assertThat(rules.of(HttpMethod.GET, PathContainer.parsePath("/things/1/name")))
                .isEqualTo(new Access.Open());
    }

    @Test
    void letsAPatternWithAMethodDecideBeforeOneWithout() {

        var either =
                AccessRules.denyByDefault().users("/things").open("GET /things").build();
        var order =
                AccessRules.denyByDefault().open("GET /things").users("/things").build();

        for (var rules : new AccessRules[] {either, order}) {
            assertThat(rules.of(HttpMethod.GET, PathContainer.parsePath("/things")))
                    .isEqualTo(new Access.Open());
            assertThat(rules.of(HttpMethod.POST, PathContainer.parsePath("/things")))
                    .isEqualTo(USERS);
        }
    }

    @Test
    void deniesWhatNobodyOpened() {

        var rules = AccessRules.denyByDefault().users("GET /things").build();

        assertThat(rules.of(HttpMethod.DELETE, PathContainer.parsePath("/things")))
                .isEqualTo(new Access.Denied());
        assertThat(rules.of(HttpMethod.GET, PathContainer.parsePath("/things/1")))
                .isEqualTo(new Access.Denied());
        assertThat(rules.of(HttpMethod.GET, PathContainer.parsePath("/actuator/health")))
                .isEqualTo(new Access.IgnoringToken());
    }
}
