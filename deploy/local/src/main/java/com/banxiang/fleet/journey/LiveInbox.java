package com.banxiang.fleet.journey;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An open WebSocket that remembers what it was told, and when. */
public final class LiveInbox implements WebSocket.Listener, AutoCloseable {

    /** @param atNanos by {@link System#nanoTime()} */
    public record Frame(JsonNode json, long atNanos) {

        public String id() {
            return json.path("id").asString("");
        }

        /** Of the notification it carries, empty for other frames. */
        public String type() {
            return json.path("data").path("type").asString("");
        }
    }

    private final List<Frame> frames = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;
    private boolean closed;

    /** Fails with {@link WrongAnswer} if the upgrade is refused. */
    public static LiveInbox open(Door door, String path, String token, String address) {
        var inbox = new LiveInbox();
        inbox.socket = door.open(path, token, address, inbox);
        return inbox;
    }

    /** The first frame that fits, also one that has come already; empty if none comes in time. */
    public synchronized Optional<Frame> await(Predicate<Frame> wanted, Duration patience) {

        var until = System.nanoTime() + patience.toNanos();

        while (true) {
            var found = frames.stream().filter(wanted).findFirst();
            var left = until - System.nanoTime();
            if (found.isPresent() || left <= 0) {
                return found;
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    public synchronized List<Frame> frames() {
        return List.copyOf(frames);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {

        partial.append(text);
        if (last) {
            frames.add(new Frame(Door.JSON.readTree(partial.toString()), System.nanoTime()));
            partial.setLength(0);
            notifyAll();
        }
        from.request(1);

        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed = true;
        notifyAll();
        return null;
    }

    @Override
    public synchronized void onError(WebSocket from, Throwable failure) {
        closed = true;
        notifyAll();
    }

    @Override
    public void close() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
