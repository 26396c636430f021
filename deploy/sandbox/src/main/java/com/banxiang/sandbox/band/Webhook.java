package com.banxiang.sandbox.band;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The receiver, seen from the band. */
@Component
final class Webhook {

    private final BandSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final WebClient client = WebClient.create();

    Webhook(BandSettings settings, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** Never empty and never fails: no answer is an attempt, too. */
    Mono<Attempt> post(Posting posting) {

        return Mono.defer(() -> {
            var sentAt = clock.instant();
            var started = System.nanoTime();
            return client.post()
                    .uri(settings.webhookUrl())
                    .headers(it -> posting.headers(sentAt).forEach(it::set))
                    .contentType(MediaType.parseMediaType(posting.contentType()))
                    .bodyValue(posting.sent())
                    .exchangeToMono(it -> it.bodyToMono(String.class)
                            .defaultIfEmpty("")
                            .map(body -> new Attempt(
                                    sentAt, since(started), it.statusCode().value(), answer(body))))
                    .timeout(settings.patience())
                    .onErrorResume(failure -> Mono.just(
                            new Attempt(sentAt, since(started), noStatus(), StringNode.valueOf(text(failure)))));
        });
    }

    private static @Nullable Integer noStatus() {
        return null;
    }

    private static long since(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    private static String text(Throwable failure) {

        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        return failure.getCause() instanceof ConnectException ? "no connection" : "connection lost";
    }

    private JsonNode answer(String body) {

        try {
            return json.readTree(body);
        } catch (JacksonException _) {
            return StringNode.valueOf(body);
        }
    }
}
