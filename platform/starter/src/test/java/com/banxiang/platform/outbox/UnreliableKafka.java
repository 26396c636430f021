package com.banxiang.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** The real Kafka, but for what it is told to refuse, or to do once it has taken something. */
class UnreliableKafka extends KafkaTemplate<byte[], byte[]> {

    volatile Predicate<ProducerRecord<byte[], byte[]>> refusing = _ -> false;
    volatile ApiException refusal = new TimeoutException("no answer, for a test");
    volatile Runnable afterwards = () -> {};
    final CopyOnWriteArrayList<String> attempts = new CopyOnWriteArrayList<>();

    UnreliableKafka(String brokers) {
        super(new DefaultKafkaProducerFactory<>(
                Map.of("bootstrap.servers", brokers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> record) {

        attempts.add(record.topic() + " " + new String(record.key(), UTF_8));
        if (refusing.test(record)) {
            // As the real one does with a send that fails at once.
            throw new KafkaException("not sent", refusal);
        }
        return super.send(record).thenApply(sent -> {
            afterwards.run();
            return sent;
        });
    }

    static String note(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }
}
