package com.banxiang.gateway.door;

import com.banxiang.gateway.door.PresentedToken.Bearer;
import com.banxiang.gateway.door.PresentedToken.None;
import com.banxiang.gateway.door.PresentedToken.Unreadable;
import com.banxiang.gateway.door.PublicEndpoints.Token;
import com.banxiang.gateway.route.RouteRow;
import com.banxiang.gateway.route.RouteRow.Pace;
import com.banxiang.platform.security.AccessTokens;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out who asks, and whether they may ask for this. */
@Component
final class Identification {

    private final AccessTokens tokens;
    private final RevokedSessions revoked;

    Identification(AccessTokens tokens, RevokedSessions revoked) {
        this.tokens = tokens;
        this.revoked = revoked;
    }

    /** Never empty. Fails only while the keys to check a token with can't be had. */
    Mono<Visitor> of(ServerHttpRequest request, RouteRow row, Token token) {

        if (token == Token.IGNORED || row.pace() == Pace.SOCKET && Upgrade.hasTicket(request)) {
            return Mono.just(Visitor.STRANGER);
        }

        return switch (PresentedToken.in(request)) {
            case None _ ->
                Mono.just(token == Token.OPTIONAL ? Visitor.STRANGER : Visitor.turnedAway(ErrorCode.UNAUTHENTICATED));
            case Unreadable _ -> Mono.just(Visitor.turnedAway(ErrorCode.UNAUTHENTICATED));
            case Bearer(var text) ->
                tokens.verify(text)
                        .map(caller -> judge(caller, request, token))
                        .onErrorResume(Refused.class, it -> Mono.just(Visitor.turnedAway(it.code())));
        };
    }

    private Visitor judge(Caller caller, ServerHttpRequest request, Token token) {

        if (revoked.contains(caller.sessionId())) {
            return Visitor.turnedAway(ErrorCode.SESSION_REVOKED);
        }

        return token == Token.OPTIONAL
                        || Side.admits(caller.kind(), request.getURI().getRawPath())
                ? Visitor.known(caller)
                : Visitor.known(caller, ErrorCode.FORBIDDEN);
    }
}
