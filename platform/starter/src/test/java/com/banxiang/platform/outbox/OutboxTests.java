package com.banxiang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.platform.web.RequestContext;
import com.banxiang.testkit.DatabaseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@DatabaseTest(properties = "spring.application.name=outbox-sample")
class OutboxTests {

    private final UUID sample = UUID.randomUUID();

    @Autowired
    Outbox outbox;

    @Autowired
    WakeUp wakeUp;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    /** Tests before this one have committed something, too. */
    @BeforeEach
    void takeTheSignal() throws InterruptedException {
        wakeUp.await(Duration.ZERO);
    }

    @Test
    void refusesAnEventWithoutATransaction() {

        StepVerifier.create(outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 1)))
                .verifyError(IllegalTransactionStateException.class);
        assertThat(notesInOutbox()).isEmpty();
    }

    @Test
    void keepsTheEventExactlyIfTheChangeIsCommitted() {

        outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 1))
                .as(transaction::transactional)
                .block();

        assertThat(notesInOutbox()).containsExactly("第1次");

        outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 2))
                .then(Mono.error(new IllegalStateException("the change failed")))
                .as(transaction::transactional)
                .onErrorComplete()
                .block();

        assertThat(notesInOutbox()).containsExactly("第1次");
    }

    @Test
    void wakesTheRelayAfterTheCommitAndNotBefore() throws InterruptedException {

        var wokenInside = outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 1))
                .then(Mono.fromCallable(wakeUp::isGiven))
                .as(transaction::transactional)
                .block();

        assertThat(wokenInside).isFalse();
        assertThat(wakeUp.isGiven()).isTrue();
        wakeUp.await(Duration.ZERO);

        outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 2))
                .then(Mono.error(new IllegalStateException("the change failed")))
                .as(transaction::transactional)
                .onErrorComplete()
                .block();

        assertThat(wakeUp.isGiven()).isFalse();
    }

    @Test
    void remembersWhichRequestCausedTheEvent() {

        var request = RequestContext.of("req_cause", "00-11111111111111111111111111111111-2222222222222222-01");
        outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 1))
                .as(transaction::transactional)
                .contextWrite(request.into())
                .block();

        var row = database.sql(
                        "select request_id, traceparent, event_type from outbox_messages where message_key = :key")
                .bind("key", sample.toString())
                .fetch()
                .one()
                .block();

        assertThat(row).containsEntry("request_id", "req_cause");
        assertThat(row).containsEntry("event_type", "com.banxiang.sample-changed.v1");
        assertThat((String) row.get("traceparent"))
                .startsWith("00-11111111111111111111111111111111-")
                .endsWith("-01");
    }

    @Test
    void writesFactAndEventInOneStatementOrNeither() {

        assertThat(writeInOneStatement(1, true)).isEqualTo(1);
        assertThat(notesInOutbox()).containsExactly("第1次");

        assertThat(writeInOneStatement(2, false)).isZero();
        assertThat(notesInOutbox()).containsExactly("第1次");
    }

    @Test
    void refusesAnEventKafkaWouldNeverTake() {

        var huge = new SampleChanged(sample, "大".repeat(Outbox.LARGEST_PAYLOAD), Instant.now(), 1);

        assertThatThrownBy(() -> outbox.entry(SampleChanged.TOPIC, huge)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysNothingOfThePayloadWhenItIsPrinted() {

        var entry = outbox.entry(SampleChanged.TOPIC, SampleChanged.of(sample, 1));

        assertThat(entry.toString()).contains("sample-changed").doesNotContain("第");
    }

    /** As health-service writes a record: the fact's table is the inbox here, which has what a fact needs. */
    private long writeInOneStatement(long version, boolean happens) {

        var entry = outbox.entry(SampleChanged.TOPIC, SampleChanged.of(sample, version));
        return entry.bind(database.sql("""
            with fact as (insert into inbox_messages (consumer, event_id)
                          select 'one statement', :fact where :happens
                          returning event_id),
                 told as (%s from fact)
            select count(*) from fact
            """.formatted(OutboxEntry.INSERT)))
                .bind("fact", UUID.randomUUID())
                .bind("happens", happens)
                .mapValue(Long.class)
                .one()
                .block();
    }

    private List<String> notesInOutbox() {

        return database.sql("""
              select payload::jsonb ->> 'note' as note
                from outbox_messages
               where message_key = :key
            order by id
            """)
                .bind("key", sample.toString())
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
    }
}
