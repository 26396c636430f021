package com.banxiang.notification.live;

import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.live.Connection.Frame;
import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.platform.security.AccessTokens;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Refused;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The WebSocket of one kind of people. It always accepts the upgrade and refuses by closing: the gateway has answered the
 * client by then, so no status of ours would be seen. It must name the sub-protocol where one was offered, or the gateway
 * hangs up.
 */
final class LiveSocket implements WebSocketHandler {

    private static final String BEARER = "bearer";
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final UUID NEVER_TOLD = new UUID(0, 0);

    private final AccountKind kind;
    private final AccessTokens tokens;
    private final Tickets tickets;
    private final RevokedSessions revoked;
    private final Connections connections;
    private final Inbox inbox;
    private final LiveFrames frames;
    private final LiveSettings settings;
    private final Clock clock;

    LiveSocket(
            AccountKind kind,
            AccessTokens tokens,
            Tickets tickets,
            RevokedSessions revoked,
            Connections connections,
            Inbox inbox,
            LiveFrames frames,
            LiveSettings settings,
            Clock clock) {
        this.kind = kind;
        this.tokens = tokens;
        this.tickets = tickets;
        this.revoked = revoked;
        this.connections = connections;
        this.inbox = inbox;
        this.frames = frames;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(BEARER);
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {

        return guest(session.getHandshakeInfo())
                .map(guest -> new Connection(guest, language(session.getHandshakeInfo()), settings.buffer()))
                .flatMap(connection -> admit(connection, session).thenReturn(true))
                .switchIfEmpty(Mono.defer(
                        () -> session.close(Refusal.UNAUTHENTICATED.status()).thenReturn(true)))
                .onErrorResume(_ -> session.close(CloseStatus.SERVER_ERROR).thenReturn(true))
                .then()
                .onErrorComplete();
    }

    /** Empty if nothing they brought is good. */
    private Mono<Guest> guest(HandshakeInfo handshake) {

        var ticket = query(handshake.getUri(), "ticket");
        if (ticket != null) {
            return tickets.redeem(ticket);
        }

        var token = token(handshake.getHeaders());
        return token == null
                ? Mono.empty()
                : tokens.verify(token)
                        .map(it -> new Guest(it.account(), it.sessionId()))
                        .onErrorResume(Refused.class, _ -> Mono.empty());
    }

    private Mono<Void> admit(Connection connection, WebSocketSession session) {

        var guest = connection.guest();

        if (guest.account().kind() != kind) {
            return session.close(Refusal.WRONG_KIND.status());
        }
        if (!connections.add(connection)) {
            return session.close(Refusal.TOO_MANY.status());
        }
        // Asked after it was added: a revocation either finds it there or is found here.
        if (revoked.contains(guest.session())) {
            connection.close(Refusal.UNAUTHENTICATED.status());
        }

        return serve(connection, session).doFinally(_ -> connections.remove(connection));
    }

    /**
     * Until the reader leaves, falls silent or is told to go. Closing ends what is heard before the close code is written,
     * and who ends first cancels the others: so a reader who is told to go is let go only by that.
     */
    private Mono<Void> serve(Connection connection, WebSocketSession session) {

        var told = session.send(outgoing(connection, session));
        var heard = session.receive().timeout(settings.silence()).then().onErrorComplete();
        var left = heard.then(Mono.defer(() -> connection.isDismissed() ? Mono.<Void>never() : Mono.empty()));
        var dismissed = connection
                .closing()
                .flatMap(status -> session.close(status).timeout(CLOSING).onErrorComplete());

        return Mono.firstWithSignal(dismissed, left, told.then(Mono.never()));
    }

    private Flux<WebSocketMessage> outgoing(Connection connection, WebSocketSession session) {

        var pings = Flux.interval(settings.ping())
                .onBackpressureDrop()
                .map(_ -> session.pingMessage(it -> it.wrap(new byte[0])));
        return frames(connection, session.getHandshakeInfo())
                .map(it -> session.textMessage(it.text()))
                .mergeWith(pings);
    }

    /** What was missed, how much is unread, then what comes. The connection takes frames already while that is read. */
    private Flux<Frame> frames(Connection connection, HandshakeInfo handshake) {

        return Flux.defer(() -> {
            Set<UUID> resumed = new HashSet<>();
            var account = connection.guest().account();
            var missed = missed(connection, handshake)
                    .doOnNext(it -> resumed.add(it.id()))
                    .map(frames::notification);
            var unread = inbox.unread(account).map(frames::unread);
            var live = connection.frames().filter(it -> it.id() == null || !resumed.contains(it.id()));
            return Flux.concat(missed, unread, live);
        });
    }

    private Flux<Inbox.View> missed(Connection connection, HandshakeInfo handshake) {

        var last = query(handshake.getUri(), "lastEventId");
        if (last == null) {
            return Flux.empty();
        }

        return inbox.after(
                        connection.guest().account(),
                        id(last),
                        clock.instant().minus(settings.resumeWithin()),
                        settings.resumeAtMost(),
                        connection.language())
                .flatMapIterable(it -> it);
    }

    /** What we never told counts as nothing told. */
    private static UUID id(String text) {
        try {
            return TimeOrderedIds.parse(text);
        } catch (IllegalArgumentException unreadable) {
            return NEVER_TOLD;
        }
    }

    /** From {@code bearer, <token>} in the list of sub-protocols, or from the usual header. */
    private static @Nullable String token(HttpHeaders headers) {

        var offered = headers.getOrEmpty(PROTOCOLS).stream()
                .flatMap(it -> Stream.of(it.split(",")))
                .map(String::strip)
                .toList();
        if (offered.size() >= 2 && offered.getFirst().equals(BEARER)) {
            return offered.get(1);
        }

        var authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : null;
    }

    private static @Nullable String query(URI address, String name) {
        return UriComponentsBuilder.fromUri(address).build().getQueryParams().getFirst(name);
    }

    private static Locale language(HandshakeInfo handshake) {
        var wanted = handshake.getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
        return wanted != null && wanted.startsWith("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
