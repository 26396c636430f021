package com.banxiang.user.session;

import static com.banxiang.user.session.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An operator's own session. */
@RestController
@RequestMapping("/api/v1/admin/auth")
final class AdminSessionController {

    record AdminRefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {}

    /** @param refreshToken for who signs out without an access token, or with one that has expired */
    record AdminLogoutRequest(@Nullable @Size(max = 200) String refreshToken) {}

    private final RefreshSession refreshSession;
    private final EndSessions endSessions;
    private final RefreshAnswers answers;

    AdminSessionController(RefreshSession refreshSession, EndSessions endSessions, RefreshAnswers answers) {
        this.refreshSession = refreshSession;
        this.endSessions = endSessions;
        this.answers = answers;
    }

    @PostMapping("/refresh")
    Mono<ResponseEntity<Envelope<TokenPair>>> refresh(@Valid @RequestBody AdminRefreshRequest request) {

        var command = new RefreshSession.Command(request.refreshToken(), AccountKind.OPERATOR);
        return refreshSession.handle(command).flatMap(decision -> answers.to(command, decision));
    }

    /** Either token says which session; the refresh token where both are shown. */
    @PostMapping("/logout")
    Mono<ResponseEntity<Envelope<Void>>> logout(
            @Nullable Caller caller,
            @RequestParam(defaultValue = "false") boolean all,
            @Valid @RequestBody(required = false) @Nullable AdminLogoutRequest request) {

        var token = request == null ? null : request.refreshToken();
        if (token == null && caller != null && caller.kind() == AccountKind.OPERATOR) {
            return endSessions.handle(caller.account(), caller.sessionId(), all).then(Answers.ok());
        }
        if (token == null) {
            return Answers.invalid("refreshToken", "NotNull");
        }

        return endSessions
                .of(AccountKind.OPERATOR, token, null, all)
                .flatMap(_ -> Answers.ok())
                .switchIfEmpty(Mono.defer(() -> Answers.unauthorized(INVALID_REFRESH_TOKEN)));
    }
}
