package com.banxiang.child.account;

import com.banxiang.child.account.LoginDecision.LoggedIn;
import com.banxiang.child.account.LoginDecision.Refused;
import com.banxiang.child.wechat.WeChatAnswer;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/child/auth")
final class AuthController {

    /** WeChat counts a person's logins by the minute. */
    private static final Duration WECHAT_PAUSE = Duration.ofSeconds(60);

    record LoginRequest(@NotBlank @Size(max = 128) String code) {}

    record LoginView(String token, String refreshToken, long expiresIn, boolean isNewUser, ChildView user) {

        static LoginView of(LoggedIn it) {
            return new LoginView(
                    it.tokens().token(),
                    it.tokens().refreshToken(),
                    it.tokens().expiresIn(),
                    it.isNew(),
                    ChildView.of(it.child()));
        }
    }

    record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {}

    record LogoutRequest(@Nullable @Size(max = 200) String refreshToken) {}

    /** What user-service says of a refresh token, handed on by the same names. */
    enum Refusal {
        INVALID_REFRESH_TOKEN,
        REFRESH_TOKEN_REUSED
    }

    private final LogIn logIn;
    private final Tokens tokens;

    AuthController(LogIn logIn, Tokens tokens) {
        this.logIn = logIn;
        this.tokens = tokens;
    }

    @PostMapping("/wx-login")
    Mono<ResponseEntity<Envelope<LoginView>>> logIn(@Valid @RequestBody LoginRequest request) {

        return logIn.handle(request.code()).flatMap(decision -> switch (decision) {
            case LoggedIn it -> Answers.ok(LoginView.of(it));
            case Refused(var reason) -> refusal(reason);
        });
    }

    @PostMapping("/refresh")
    Mono<ResponseEntity<Envelope<TokenPair>>> refresh(@Valid @RequestBody RefreshRequest request) {
        return tokens.refresh(request.refreshToken())
                .flatMap(Answers::ok)
                .onErrorResume(NeighbourRefused.class, AuthController::refusal);
    }

    @PostMapping("/logout")
    Mono<ResponseEntity<Envelope<Void>>> logOut(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean all,
            @Valid @RequestBody(required = false) @Nullable LogoutRequest request) {

        return tokens.revoke(request == null ? null : request.refreshToken(), caller.sessionId(), all)
                .then(Mono.defer(() -> Answers.ok()))
                .onErrorResume(NeighbourRefused.class, AuthController::refusal);
    }

    private static <T> Mono<ResponseEntity<Envelope<T>>> refusal(WeChatAnswer.Reason reason) {
        return switch (reason) {
            case INVALID_WX_CODE -> Answers.unauthorized(reason);
            case WX_LOGIN_BLOCKED -> Answers.forbidden(reason);
            case TOO_OFTEN -> Answers.tooManyRequests(ErrorCode.RATE_LIMITED, WECHAT_PAUSE);
        };
    }

    private static <T> Mono<ResponseEntity<Envelope<T>>> refusal(NeighbourRefused refused) {
        return Answers.unauthorized(
                refused.code().equals(Refusal.REFRESH_TOKEN_REUSED.name())
                        ? Refusal.REFRESH_TOKEN_REUSED
                        : Refusal.INVALID_REFRESH_TOKEN);
    }
}
