package com.banxiang.gateway.limit;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The buckets of all replicas, in Redis: one step there and one round trip, whoever else asks at the same moment. */
@Component
final class SharedBuckets {

    private static final String KEY_PREFIX = "gateway:limit:";

    private final String script = read("take.lua");
    private final String digest = Base16.digest(script.getBytes(StandardCharsets.UTF_8));

    /** Fails in whatever way Redis does; {@link RateLimits} knows what to do then. */
    Mono<Allowance> take(StatefulRedisConnection<String, String> connection, String key, Quota quota) {

        var commands = connection.async();
        var keys = new String[] {KEY_PREFIX + key};
        var arguments = new String[] {Long.toString(quota.intervalMicros()), Long.toString(quota.bucketMicros())};

        return Mono.fromCompletionStage(
                        () -> commands.<List<Long>>evalsha(digest, ScriptOutputType.MULTI, keys, arguments))
                .onErrorResume(
                        RedisNoScriptException.class,
                        _ -> Mono.fromCompletionStage(
                                () -> commands.<List<Long>>eval(script, ScriptOutputType.MULTI, keys, arguments)))
                .map(answer -> quota.allowance(answer.getFirst() == 1, answer.getLast()));
    }

    private static String read(String resource) {
        try (var stream = SharedBuckets.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("script: %s (expected: on the class path)".formatted(resource));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
