package com.banxiang.platform.messaging;

import static com.banxiang.testkit.KafkaEvents.publish;
import static com.banxiang.testkit.KafkaEvents.typeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.web.RequestContext;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.server.KafkaServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class BroadcastTests {

    private static final String TOPIC = "sample-told";

    private final String sample = UUID.randomUUID().toString();
    private final List<Broadcast> started = new ArrayList<>();

    @Autowired
    IncomingEventListener waiting;

    @Autowired
    JsonMapper json;

    @Autowired
    MeterRegistry meters;

    private static final class Ear implements InstanceListener<SampleHappened> {

        private final List<SampleHappened> heard = new CopyOnWriteArrayList<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();

        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public Class<SampleHappened> type() {
            return SampleHappened.class;
        }

        @Override
        public Mono<Void> handle(SampleHappened event) {
            return event.note().equals("毒")
                    ? Mono.error(new IllegalStateException(event.note()))
                    : RequestContext.current()
                            .map(RequestContext::requestId)
                            .doOnNext(requests::add)
                            .then(Mono.fromRunnable(() -> heard.add(event)));
        }

        List<String> notes(String sample) {
            return heard.stream()
                    .filter(it -> it.sampleId().equals(sample))
                    .map(SampleHappened::note)
                    .toList();
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Broadcast::stop);
    }

    @Test
    void isHeardByEveryInstance() {

        var one = new Ear();
        var other = new Ear();
        start(one);
        start(other);

        publish(TOPIC, sample, "/elsewhere", SampleHappened.json(sample, "早"));

        await().atMost(60, SECONDS)
                .until(() ->
                        !one.notes(sample).isEmpty() && !other.notes(sample).isEmpty());
    }

    @Test
    void tellsAnInstanceNothingFromBeforeItWasReady() {

        publish(TOPIC, sample, "/elsewhere", SampleHappened.json(sample, "以前"));
        var ear = new Ear();
        start(ear);

        publish(TOPIC, sample, "/elsewhere", SampleHappened.json(sample, "以后"));

        await().atMost(60, SECONDS).until(() -> !ear.notes(sample).isEmpty());
        assertThat(ear.notes(sample)).containsExactly("以后");
    }

    @Test
    void tellsInWhichRequestItHappened() {

        var ear = new Ear();
        start(ear);

        publish(
                TOPIC,
                sample,
                SampleHappened.json(sample, "因").getBytes(UTF_8),
                Map.of("ce_type", typeOf(TOPIC), "x-request-id", "req_cause"));

        await().atMost(60, SECONDS).until(() -> !ear.notes(sample).isEmpty());
        assertThat(ear.requests).contains("req_cause");
    }

    @Test
    void goesOnAfterAnEventNobodyCanUse() {

        var before = unheard();
        var ear = new Ear();
        start(ear);

        publish(TOPIC, sample, "/elsewhere", SampleHappened.json(sample, "毒"));
        publish(TOPIC, sample, "/elsewhere", "{");
        publish(TOPIC, sample, "com.banxiang.sample-told.v2", UUID.randomUUID(), "/elsewhere", "{}");
        publish(TOPIC, sample, "/elsewhere", SampleHappened.json(sample, "好"));

        await().atMost(60, SECONDS).until(() -> ear.notes(sample).equals(List.of("好")));
        assertThat(unheard()).isEqualTo(before + 2);
    }

    @Test
    void isReadyOnceItHearsAndNotBefore() {

        var deaf = broadcast(new Ear(), "127.0.0.1:9");
        deaf.start();
        started.add(deaf);
        assertThat(new BroadcastHealthIndicator(deaf).health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        var hearing = start(new Ear());
        assertThat(new BroadcastHealthIndicator(hearing).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void missesNothingFromTheMomentItIsReady() {

        var partition = new TopicPartition(TOPIC, 0);
        var broadcast = broadcast(new Ear(), "127.0.0.1:9");
        try (var consumer = new MockConsumer<byte[], byte[]>("latest")) {
            consumer.assign(List.of(partition));
            consumer.updateEndOffsets(Map.of(partition, 7L));

            broadcast.hearFromHere(consumer, List.of());
            assertThat(broadcast.isAssigned()).isFalse();
            broadcast.hearFromHere(consumer, List.of(partition));
            assertThat(broadcast.isAssigned()).isTrue();

            consumer.updateEndOffsets(Map.of(partition, 9L));
            assertThat(consumer.position(partition)).isEqualTo(7);
        }
    }

    @Test
    void isReadyAtOnceWhereNobodyListens() {
        var nobody = new Broadcast(List.of(), "127.0.0.1:9", "sample-service", waiting, json, meters);
        assertThat(nobody.isAssigned()).isTrue();
    }

    private Broadcast start(Ear ear) {

        KafkaServer.shared().ensureTopic(TOPIC);
        var broadcast = broadcast(ear, KafkaServer.shared().brokers());
        broadcast.start();
        started.add(broadcast);
        await("assigned").atMost(60, SECONDS).until(broadcast::isAssigned);
        return broadcast;
    }

    private Broadcast broadcast(Ear ear, String brokers) {
        return new Broadcast(List.of(ear), brokers, "sample-service", waiting, json, meters);
    }

    private double unheard() {
        return meters.counter(MessagingMeter.UNHEARD.getName(), "topic", TOPIC).count();
    }
}
