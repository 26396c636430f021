package com.banxiang.platform.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.web.RequestContext;
import com.banxiang.testkit.RecordedEvents;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What leaves, when, and what is kept of it. */
class RelayTests extends RelayScene {

    @Test
    void publishesACloudEventThatCarriesItsCause() {

        start(kafka, QUICK);
        var request = RequestContext.of("req_cause", "00-11111111111111111111111111111111-2222222222222222-01");
        outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 1))
                .as(transaction::transactional)
                .contextWrite(request.into())
                .block();

        var event = RecordedEvents.of("sample-changed").await(sample.toString());

        assertThat(event.json().get("note").asString()).isEqualTo("第1次");
        assertThat(event.json().has("key")).isFalse();
        assertThat(event.header("ce_specversion")).isEqualTo("1.0");
        assertThat(event.id().version()).isEqualTo(7);
        assertThat(event.type()).isEqualTo("com.banxiang.sample-changed.v1");
        assertThat(event.header("ce_source")).isEqualTo("/relay-sample");
        assertThat(event.header("ce_time")).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(event.header("ce_subject")).isEqualTo(sample.toString());
        assertThat(event.header("content-type")).isEqualTo("application/json");
        assertThat(event.header("x-request-id")).isEqualTo("req_cause");
        assertThat(event.header("traceparent")).startsWith("00-11111111111111111111111111111111-");
    }

    @Test
    void takesOnlyForSentWhatEveryReplicaHasAndGivesUpAfterFiveSeconds() {

        assertThat(impatientKafka.getProducerFactory().getConfigurationProperties())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("delivery.timeout.ms", 5000);
        assertThat(USUAL.poll()).hasMillis(250);
    }

    @Test
    void leavesAtOnceWhenItIsWoken() {

        awaitIdle(start(kafka, NEVER));

        append(2);
        wakeUp.wake();

        awaitUnsent(0);
    }

    @Test
    void sendsWhatWasCommittedLastBeforeItStops() {

        var relay = start(kafka, NEVER);
        awaitIdle(relay);
        append(2, 3);

        relay.stop();

        assertThat(unsent()).isZero();
        assertThat(received(3)).hasSize(3);
    }

    @Test
    void purgesWhatWasSentLongAgoAndNothingElse() {

        append(1, 2, 3);
        var order = new AtomicInteger();
        Flux.just("now() - interval '73 hours'", "now() - interval '71 hours'")
                .concatMap(sent -> database.sql("""
                    update outbox_messages set sent_at = %s
                     where id = (select id from outbox_messages order by id offset %d limit 1)
                    """.formatted(sent, order.getAndIncrement()))
                        .then())
                .blockLast();
        kafka.refusing = _ -> true;

        start(kafka, NEVER);

        await().atMost(60, SECONDS).until(() -> count("true") == 2);
        assertThat(unsent()).isEqualTo(1);
    }
}
