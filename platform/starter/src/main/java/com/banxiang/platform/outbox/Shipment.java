package com.banxiang.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.platform.outbox.Waiting.Line;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/**
 * Hands rows to Kafka so that two of one line never overtake each other, not even when a send fails: the second is sent
 * only once the first is acknowledged. Different lines travel together.
 */
final class Shipment {

    /**
     * What became of a batch.
     *
     * @param acknowledged by Kafka; the caller marks them
     * @param failed the first of its line, which holds up those behind it
     */
    record Outcome(List<Waiting> acknowledged, List<Waiting> failed) {}

    private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final String source;
    private final Duration patience;

    /**
     * @param service becomes the events' source
     * @param patience longer than the producer's own limit, which is the one that should end a send
     */
    Shipment(KafkaTemplate<byte[], byte[]> kafka, String service, Duration patience) {
        this.kafka = kafka;
        this.source = "/" + service;
        this.patience = patience;
    }

    /** Waits for Kafka's answers; leaves out lines that are held up already. */
    Outcome send(List<Waiting> batch, Set<Line> heldUp) throws InterruptedException {

        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        var lines = new LinkedHashMap<Line, Deque<Waiting>>();
        for (var row : batch) {
            if (!heldUp.contains(row.line())) {
                lines.computeIfAbsent(row.line(), _ -> new ArrayDeque<>()).add(row);
            }
        }

        while (!lines.isEmpty()) {
            sendTheFirstOfEach(lines, outcome);
        }
        return outcome;
    }

    private void sendTheFirstOfEach(Map<Line, Deque<Waiting>> lines, Outcome outcome) throws InterruptedException {

        var underway = new LinkedHashMap<Waiting, CompletableFuture<SendResult<byte[], byte[]>>>();
        var unreachable = new HashSet<String>();

        for (var line : lines.values()) {
            var row = line.getFirst();
            // A topic Kafka doesn't know costs the producer's whole patience; once is enough.
            if (unreachable.contains(row.topic())) {
                continue;
            }
            var sent = kafka.send(record(row));
            underway.put(row, sent);
            if (sent.isCompletedExceptionally()) {
                unreachable.add(row.topic());
            }
        }

        for (var sent : underway.entrySet()) {
            var row = sent.getKey();
            var failure = await(sent.getValue());
            if (failure == null) {
                outcome.acknowledged().add(row);
                var line = lines.get(row.line());
                if (line != null) {
                    line.removeFirst();
                }
            } else {
                outcome.failed().add(row);
                lines.remove(row.line());
                LOG.debug("not sent: {} {}", row.topic(), failure.getClass().getName());
            }
        }
        lines.values()
                .removeIf(line ->
                        line.isEmpty() || unreachable.contains(line.getFirst().topic()));
    }

    private @Nullable Throwable await(CompletableFuture<?> sent) throws InterruptedException {

        try {
            sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }

    /** CloudEvents 1.0, binary mode. The same row is always the same event, however often it is sent. */
    private ProducerRecord<byte[], byte[]> record(Waiting row) {

        var result = new ProducerRecord<>(row.topic(), utf8(row.key()), utf8(row.payload()));
        result.headers()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(row.eventId().toString()))
                .add("ce_type", utf8(row.type()))
                .add("ce_source", utf8(source))
                .add("ce_time", utf8(row.occurredAt().toString()))
                .add("ce_subject", utf8(row.key()))
                .add("content-type", utf8("application/json"));
        if (row.traceparent() != null) {
            result.headers().add("traceparent", utf8(row.traceparent()));
        }
        if (row.requestId() != null) {
            result.headers().add("x-request-id", utf8(row.requestId()));
        }
        return result;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
