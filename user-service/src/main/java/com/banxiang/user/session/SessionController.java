package com.banxiang.user.session;

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

/** An app user's own session. */
@RestController
@RequestMapping("/api/v1/auth")
final class SessionController {

    record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {}

    record LogoutRequest(@Nullable @Size(max = 200) String refreshToken) {}

    private final RefreshSession refreshSession;
    private final EndSessions endSessions;
    private final RefreshAnswers answers;

    SessionController(RefreshSession refreshSession, EndSessions endSessions, RefreshAnswers answers) {
        this.refreshSession = refreshSession;
        this.endSessions = endSessions;
        this.answers = answers;
    }

    @PostMapping("/refresh")
    Mono<ResponseEntity<Envelope<TokenPair>>> refresh(@Valid @RequestBody RefreshRequest request) {

        var command = new RefreshSession.Command(request.refreshToken(), AccountKind.USER);
        return refreshSession.handle(command).flatMap(decision -> answers.to(command, decision));
    }

    /** The token says which session; a refresh token in the body has nothing to add. */
    @PostMapping("/logout")
    Mono<ResponseEntity<Envelope<Void>>> logout(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean all,
            @Valid @RequestBody(required = false) @Nullable LogoutRequest ignored) {

        return endSessions.handle(caller.account(), caller.sessionId(), all).then(Answers.ok());
    }
}
