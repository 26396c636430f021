package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket as an app holds it, and all it heard. */
final class Ear implements WebSocketHandler {

    final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    final List<CloseStatus> closed = new CopyOnWriteArrayList<>();
    final List<String> protocol = new CopyOnWriteArrayList<>();
    private final List<String> offered;
    private volatile Disposable open;

    Ear(List<String> offered) {
        this.offered = offered;
    }

    @Override
    public List<String> getSubProtocols() {
        return offered;
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        var agreed = session.getHandshakeInfo().getSubProtocol();
        protocol.add(agreed == null ? "" : agreed);
        session.closeStatus().doOnNext(closed::add).subscribe();
        return session.receive()
                .doOnNext(it -> frames.add(JsonMapper.shared().readTree(it.getPayloadAsText())))
                .then();
    }

    List<String> notifications() {
        return frames.stream()
                .filter(it -> it.path("type").asString().equals("notification"))
                .map(it -> it.path("id").asString())
                .toList();
    }

    /** As it was last told; -1 before. */
    long unread() {
        return frames.stream()
                .filter(it -> it.path("type").asString().equals("unread"))
                .mapToLong(it -> it.path("count").asLong())
                .reduce(-1, (_, last) -> last);
    }

    void awaitOpen() {
        await().untilAsserted(() ->
                assertThat(frames).anyMatch(it -> it.path("type").asString().equals("unread")));
    }

    int awaitClosed() {
        await().untilAsserted(() -> assertThat(closed).isNotEmpty());
        return closed.getFirst().getCode();
    }

    void open(URI address, HttpHeaders headers) {
        open = new ReactorNettyWebSocketClient()
                .execute(address, headers, this)
                .onErrorComplete()
                .subscribe();
    }

    void hangUp() {
        open.dispose();
    }
}
