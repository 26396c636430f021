package com.banxiang.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.DatabaseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@DatabaseTest(properties = "spring.application.name=inbox-sample")
class InboxTests {

    private final UUID id = UUID.randomUUID();
    private final String sample = id.toString();

    @Autowired
    Inbox inbox;

    @Autowired
    Effects effects;

    @Autowired
    SampleEndedListener listener;

    @Autowired
    DatabaseClient database;

    @Test
    void doesTheWorkOnceHoweverManyDeliverItAtOnce() {

        Flux.merge(IntStream.range(0, 20).mapToObj(_ -> deliver("好")).toList()).blockLast();

        assertThat(effects.of("ended", sample)).containsExactly("好");
    }

    @Test
    void remembersNothingOfWorkThatFailed() {

        effects.failing(sample, attempt -> attempt == 1 ? new IllegalStateException("no") : null);

        StepVerifier.create(deliver("好")).verifyError(IllegalStateException.class);
        assertThat(effects.of("ended", sample)).isEmpty();
        assertThat(rows()).isZero();

        StepVerifier.create(deliver("好")).verifyComplete();
        assertThat(effects.of("ended", sample)).containsExactly("好");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void takesBackWorkThatIsNotWaitedForAnyLonger() {

        StepVerifier.create(inbox.once(
                                "slow",
                                id,
                                effects.add("slow", new SampleHappened(sample, "慢"))
                                        .then(Mono.never()))
                        .timeout(Duration.ofMillis(300)))
                .verifyError(TimeoutException.class);

        assertThat(effects.of("slow", sample)).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void forgetsAfterThirtyDaysAndNotBefore() {

        var old = UUID.randomUUID();
        database.sql("""
            insert into inbox_messages (consumer, event_id, received_at)
            values ('sample', :old, now() - interval '30 days 1 minute'),
                   ('sample', :young, now() - interval '29 days 23 hours')
            """).bind("old", old).bind("young", id).then().block();
        database.sql("""
            insert into inbox_messages (consumer, event_id, received_at)
            select 'many', gen_random_uuid(), now() - interval '31 days' from generate_series(1, 2500)
            """).then().block();

        inbox.purge().block();

        assertThat(rows()).isEqualTo(1);
        assertThat(count("received_at < now() - interval '30 days'")).isZero();
    }

    private Mono<Void> deliver(String note) {
        return listener.handle(inbox.delivery(
                listener, new SampleHappened(sample, note), id, "/elsewhere", Instant.parse("2026-11-20T08:00:00Z")));
    }

    private long rows() {
        return count("event_id = '" + id + "'");
    }

    private long count(String condition) {
        return database.sql("select count(*) from inbox_messages where " + condition)
                .mapValue(Long.class)
                .one()
                .block();
    }
}
