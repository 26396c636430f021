package com.banxiang.platform.messaging;

import com.banxiang.platform.web.Unavailable;
import com.banxiang.platform.work.Offload;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;

/**
 * Publishes an event again, as it was, on the topic it came from. Whoever took it the first time knows it by its id and
 * skips it; so does everybody when it is replayed twice.
 */
final class ReplayDeadLetter {

    private static final Duration KAFKA_WITHIN = Duration.ofSeconds(10);

    private final DeadLetters letters;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Offload offload;

    ReplayDeadLetter(DeadLetters letters, KafkaTemplate<byte[], byte[]> kafka, Offload offload) {
        this.letters = letters;
        this.kafka = kafka;
        this.offload = offload;
    }

    /** Never empty. Dying between the two leaves it unmarked, and replaying it once more is harmless. */
    Mono<DeadLetter> handle(UUID id) {
        return letters.record(id)
                .switchIfEmpty(Mono.error(() -> new UnknownDeadLetter(id)))
                .flatMap(this::publish)
                .then(letters.markReplayed(id))
                .checkpoint("replay dead letter");
    }

    /** Sending waits until Kafka says where the topic lives. */
    private Mono<Void> publish(ProducerRecord<byte[], byte[]> record) {
        return offload.call(() -> kafka.send(record))
                .flatMap(Mono::fromFuture)
                .timeout(KAFKA_WITHIN)
                .onErrorMap(
                        it -> it instanceof KafkaException || it instanceof TimeoutException,
                        it -> new Unavailable("kafka", it))
                .then();
    }
}
