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
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
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
     * @param silent topics for which Kafka does not answer at all
     */
    record Outcome(List<Waiting> acknowledged, List<Waiting> failed, Set<String> silent) {}

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

        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
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

        for (var line : lines.values()) {
            var row = line.getFirst();
            // A topic Kafka doesn't know costs the producer's whole patience; once is enough.
            if (outcome.silent().contains(row.topic())) {
                continue;
            }
            var sent = send(row);
            underway.put(row, sent);
            if (sent.isCompletedExceptionally() && isSilence(sent.exceptionNow())) {
                outcome.silent().add(row.topic());
            }
        }

        for (var sent : underway.entrySet()) {
            var row = sent.getKey();
            var failure = await(sent.getValue());
            if (failure == null) {
                outcome.acknowledged().add(row);
                lines.computeIfPresent(row.line(), (_, line) -> withoutTheFirst(line));
            } else {
                outcome.failed().add(row);
                lines.remove(row.line());
                if (isSilence(failure)) {
                    outcome.silent().add(row.topic());
                }
            }
        }
        lines.keySet().removeIf(line -> outcome.silent().contains(line.topic()));
    }

    /** A send that fails at once is thrown by the template; here it fails like any other. */
    private CompletableFuture<SendResult<byte[], byte[]>> send(Waiting row) {

        try {
            return kafka.send(record(row));
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static @Nullable Deque<Waiting> withoutTheFirst(Deque<Waiting> line) {
        line.removeFirst();
        return line.isEmpty() ? null : line;
    }

    /** No answer, which says nothing about the event; anything else is Kafka's answer to this one. */
    private static boolean isSilence(Throwable failure) {

        var cause = failure instanceof KafkaException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RetriableException || cause instanceof TimeoutException;
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
