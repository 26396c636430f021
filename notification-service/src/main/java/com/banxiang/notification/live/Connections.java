package com.banxiang.notification.live;

import com.banxiang.platform.security.Account;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;

/** The WebSockets open at this instance, by person. Before the server stops they are closed, so that readers go elsewhere. */
@Component
final class Connections implements SmartLifecycle {

    /** Ahead of the server's own graceful stop, which would wait for them. */
    private static final int BEFORE_THE_SERVER = Integer.MAX_VALUE - 512;

    private final Map<Account, List<Connection>> open = new ConcurrentHashMap<>();
    private final LiveSettings settings;
    private volatile boolean running;

    Connections(LiveSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder(
                        "notification.live.connections",
                        open,
                        it -> it.values().stream().mapToInt(List::size).sum())
                .register(meters);
    }

    /** False if the person has as many as they may. */
    boolean add(Connection connection) {

        var connections = open.compute(
                connection.guest().account(),
                (_, before) -> before == null
                        ? List.of(connection)
                        : before.size() < settings.perPerson()
                                ? Stream.concat(before.stream(), Stream.of(connection))
                                        .toList()
                                : before);
        return connections.contains(connection);
    }

    void remove(Connection connection) {

        open.computeIfPresent(connection.guest().account(), (_, before) -> {
            var left = before.stream().filter(it -> it != connection).toList();
            return left.isEmpty() ? null : left;
        });
    }

    List<Connection> of(Account account) {
        return open.getOrDefault(account, List.of());
    }

    void closeSession(UUID session) {
        open.values().stream()
                .flatMap(List::stream)
                .filter(it -> it.guest().session().equals(session))
                .forEach(it -> it.close(Refusal.UNAUTHENTICATED.status()));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.values().stream().flatMap(List::stream).forEach(it -> it.close(CloseStatus.GOING_AWAY));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_SERVER;
    }
}
