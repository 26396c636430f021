package com.banxiang.user.session;

import static com.banxiang.user.session.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Sessions of children, whom child-service has signed in, and the news of revoked ones.
 * <p>
 * Only children's: child-service asks, and must not be able to do a thing to an elder's session.
 */
@RestController
@RequestMapping("/internal")
final class InternalSessionController {

    record TypedRefreshRequest(
            @NotBlank @Size(max = 200) String refreshToken,
            @NotNull AccountKind typ) {}

    /** @param sid for a child that signs out without showing its refresh token */
    record RevokeRequest(
            @Nullable @Size(max = 200) String refreshToken,
            @Nullable UUID sid,
            @Nullable Boolean all) {}

    private final OpenSession openSession;
    private final RefreshSession refreshSession;
    private final EndSessions endSessions;
    private final RevokedSessions revokedSessions;
    private final RefreshAnswers answers;

    InternalSessionController(
            OpenSession openSession,
            RefreshSession refreshSession,
            EndSessions endSessions,
            RevokedSessions revokedSessions,
            RefreshAnswers answers) {
        this.openSession = openSession;
        this.refreshSession = refreshSession;
        this.endSessions = endSessions;
        this.revokedSessions = revokedSessions;
        this.answers = answers;
    }

    @PostMapping("/children/{childId}/tokens")
    Mono<ResponseEntity<Envelope<TokenPair>>> open(@PathVariable UUID childId) {
        return openSession.unlessErased(new Account(AccountKind.CHILD, childId)).flatMap(Answers::ok);
    }

    @PostMapping("/tokens/refresh")
    Mono<ResponseEntity<Envelope<TokenPair>>> refresh(@Valid @RequestBody TypedRefreshRequest request) {

        if (request.typ() != AccountKind.CHILD) {
            return Answers.unauthorized(INVALID_REFRESH_TOKEN);
        }

        var command = new RefreshSession.Command(request.refreshToken(), AccountKind.CHILD);
        return refreshSession.handle(command).flatMap(decision -> answers.to(command, decision));
    }

    @PostMapping("/tokens/revoke")
    Mono<ResponseEntity<Envelope<Void>>> revoke(@Valid @RequestBody RevokeRequest request) {

        if (request.refreshToken() == null && request.sid() == null) {
            return Answers.invalid("refreshToken", "NotNull");
        }

        var all = Boolean.TRUE.equals(request.all());
        return endSessions
                .of(AccountKind.CHILD, request.refreshToken(), request.sid(), all)
                .flatMap(_ -> Answers.ok())
                .switchIfEmpty(Mono.defer(() -> Answers.unauthorized(INVALID_REFRESH_TOKEN)));
    }

    @GetMapping("/sessions/revoked")
    Mono<ResponseEntity<Envelope<RevokedSessions.News>>> revoked(
            @RequestParam(required = false) @Nullable Instant since) {
        return revokedSessions.since(since).flatMap(Answers::ok);
    }
}
