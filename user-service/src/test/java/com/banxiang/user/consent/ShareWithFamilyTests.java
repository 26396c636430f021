package com.banxiang.user.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import com.banxiang.user.Stored;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;

@ServiceTest
class ShareWithFamilyTests {

    @Autowired
    ShareWithFamily shareWithFamily;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void twoDecisionsAtOnceAreTwoVersions(@Autowired WebTestClient http, @Autowired DatabaseClient database) {

        var elder = new Client(http).signIn().id();

        var shared = Contended.row(database, "select 1 from users where id = $1", elder)
                .by(() -> share(elder, Set.of(Scope.PAY)), () -> share(elder, Set.of(Scope.HEALTH)));

        assertThat(shared).containsExactly(Set.of(Scope.PAY), Set.of(Scope.HEALTH));
        assertThat(new Stored(database)
                        .all(
                                Boolean.class,
                                "select health from sharing_versions where user_id = ? order by version",
                                elder))
                .containsExactly(false, true);
    }

    private Set<Scope> share(UUID elder, Set<Scope> scopes) {
        return shareWithFamily
                .handle(new ShareWithFamily.Command(elder, scopes, "v1"))
                .as(transaction::transactional)
                .blockOptional()
                .orElseThrow();
    }
}
