package com.banxiang.fleet.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The gateway, as a client sees it. Loopback is a trusted proxy there, so each client may have an address of its own. */
public final class Door {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** More than a killed service takes to be back on a busy machine. */
    private static final Duration AWAY_PATIENCE = Duration.ofSeconds(60);

    private static final Duration AGAIN = Duration.ofMillis(500);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI base;

    public Door(int portOffset) {
        this(URI.create("http://127.0.0.1:" + (8080 + portOffset)));
    }

    /** Any server that answers as the gateway does. */
    public Door(URI base) {
        this.base = base;
    }

    /**
     * Asks again, as an app does, while the fleet says that what it needs is away; a read also when no answer comes.
     * Never fails but by interruption: who can't be reached answers 0.
     *
     * @param token of whoever asks, null for nobody
     * @param address the client's own
     * @param body anything JSON is made of, null for none
     */
    public Answer call(String method, String path, @Nullable String token, String address, @Nullable Object body) {

        var until = System.nanoTime() + AWAY_PATIENCE.toNanos();
        var answer = ask(method, path, token, address, body);
        while (isWorthAskingAgain(method, answer.status()) && System.nanoTime() < until) {
            Eventually.pause(AGAIN);
            answer = ask(method, path, token, address, body);
        }

        return answer;
    }

    /** Of a write only 503 says that nothing was done. */
    private static boolean isWorthAskingAgain(String method, int status) {
        return status == 503 || method.equals("GET") && (status == 504 || status == 0);
    }

    private Answer ask(String method, String path, @Nullable String token, String address, @Nullable Object body) {

        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }

        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException unreachable) {
            return new Answer(0, JSON.createObjectNode());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer(0, JSON.createObjectNode());
        }
    }

    /** Fails with {@link WrongAnswer} if the upgrade is refused. */
    WebSocket open(String path, String token, String address, WebSocket.Listener listener) {
        try {
            return client.newWebSocketBuilder()
                    .subprotocols("bearer", token)
                    .header("X-Forwarded-For", address)
                    .connectTimeout(PATIENCE)
                    .buildAsync(URI.create("ws" + base.resolve(path).toString().substring(4)), listener)
                    .join();
        } catch (CompletionException refused) {
            throw new WrongAnswer("WebSocket " + path + ": " + refused.getCause());
        }
    }
}
