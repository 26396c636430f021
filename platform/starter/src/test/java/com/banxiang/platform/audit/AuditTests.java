package com.banxiang.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.telemetry.TraceContext;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.DatabaseTest;
import com.banxiang.testkit.EventContract;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@DatabaseTest
class AuditTests {

    final Account elder = new Account(AccountKind.USER, UUID.randomUUID());
    final Account child = new Account(AccountKind.CHILD, UUID.randomUUID());

    @Autowired
    Audit audit;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void remembersWhoReadWhatOfWhomInWhichRequest() {

        var actor = Actor.of(new CallingService("child-service", child));

        StepVerifier.create(audit.read(actor, "read-records", elder)
                        .contextWrite(
                                new RequestContext("req_7", TraceContext.continuing(null), Locale.ROOT, "10.1.2.3")
                                        .into()))
                .verifyComplete();

        assertThat(row())
                .containsEntry("who_kind", "child")
                .containsEntry("who_id", child.id())
                .containsEntry("who_service", "child-service")
                .containsEntry("what", "read-records")
                .containsEntry("whose_kind", "user")
                .containsEntry("whose_id", elder.id())
                .containsEntry("request_id", "req_7")
                .containsEntry("ip", "10.1.2.3")
                .hasEntrySatisfying(
                        "at",
                        at -> assertThat(((OffsetDateTime) at).toInstant())
                                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    }

    @Test
    void tellsTheFleetWithoutTheAddress() {

        var actor = Actor.of(new CallingService("child-service", child));

        StepVerifier.create(audit.read(actor, "read-records", elder)
                        .contextWrite(
                                new RequestContext("req_8", TraceContext.continuing(null), Locale.ROOT, "10.1.2.3")
                                        .into()))
                .verifyComplete();

        EventContract.of("audit-recorded").verify(told().blockOptional().orElseThrow());
        StepVerifier.create(told())
                .assertNext(it -> assertThat(it)
                        .contains("sample-service", child.id().toString(), "child-service", "read-records", "req_8")
                        .doesNotContain("10.1.2.3"))
                .verifyComplete();
    }

    @Test
    void knowsActsThatConcernNobody() {

        StepVerifier.create(audit.act(new Actor(child, null), "turn-the-key")).verifyComplete();

        StepVerifier.create(database.sql(
                                "select whose_kind is null and whose_id is null from audit_log where who_id = :who")
                        .bind("who", child.id())
                        .mapValue(Boolean.class)
                        .all())
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void belongsToTheTransactionAroundIt() {

        var failing = audit.read(new Actor(child, null), "read-records", elder)
                .then(Mono.error(new IllegalStateException("the read failed")))
                .as(transaction::transactional);

        StepVerifier.create(failing).verifyError(IllegalStateException.class);

        StepVerifier.create(rows()).verifyComplete();
        StepVerifier.create(told()).verifyComplete();
    }

    @Test
    void failsTheReadIfItCannotBeWritten() {
        StepVerifier.create(audit.read(new Actor(child, null), "read\0records", elder))
                .verifyError(Unavailable.class);
    }

    @Test
    void canNeitherBeChangedNorDeleted() {

        StepVerifier.create(
                        database.sql("update audit_log set what = 'nothing'").then())
                .verifyError(PermissionDeniedDataAccessException.class);
        StepVerifier.create(database.sql("delete from audit_log").then())
                .verifyError(PermissionDeniedDataAccessException.class);
        StepVerifier.create(database.sql("truncate audit_log").then())
                .verifyError(PermissionDeniedDataAccessException.class);
    }

    private Mono<String> told() {
        return database.sql("""
            select payload from outbox_messages where topic = 'audit-recorded' and payload like :whose
            """)
                .bind("whose", "%" + elder.id() + "%")
                .mapValue(String.class)
                .one();
    }

    private Map<String, Object> row() {
        return rows().blockOptional().orElseThrow();
    }

    private Mono<Map<String, Object>> rows() {
        return database.sql("select * from audit_log where whose_id = :whose")
                .bind("whose", elder.id())
                .fetch()
                .one();
    }
}
