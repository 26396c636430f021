package com.banxiang.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

@DatabaseTest(properties = "spring.application.name=migrations-sample")
class MigrationsTests {

    @Autowired
    DatabaseClient database;

    @Autowired
    Migrations migrations;

    @Test
    void keepsAHistoryForThePlatformAndOneForTheService() {

        assertThat(scripts("platform_schema_history"))
                .contains("V0001__create_outbox.sql", "V0004__create_audit_log.sql");
        assertThat(scripts("schema_history")).containsExactly("V0001__create_effects.sql");
    }

    @Test
    void findsNothingToDoTheSecondTime() {

        var before = scripts("platform_schema_history");

        migrations.afterPropertiesSet();

        assertThat(scripts("platform_schema_history")).isEqualTo(before);
    }

    @Test
    void letsTheServicesOwnRoleNotRewriteTheAuditLog() {

        for (var statement :
                new String[] {"update audit_log set what = 'nothing'", "delete from audit_log", "truncate audit_log"}) {
            StepVerifier.create(database.sql(statement).then())
                    .verifyErrorSatisfies(refusal -> assertThat(refusal).hasMessageContaining("permission denied"));
        }
    }

    private List<String> scripts(String history) {
        return database.sql("select script from " + history + " where type = 'SQL' order by installed_rank")
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
    }
}
