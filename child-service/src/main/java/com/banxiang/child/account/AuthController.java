package com.banxiang.child.account;

import static com.banxiang.child.account.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;

import com.banxiang.child.account.LoginDecision.LoggedIn;
import com.banxiang.child.wechat.WeChatAnswer;
import com.banxiang.platform.security.AccountKind;
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

/** Logging in, staying so, and logging out. */
@RestController
@RequestMapping("/api/child/auth")
final class AuthController {

    /** WeChat counts a person's logins by the minute. */
    private static final Duration WECHAT_PAUSE = Duration.ofSeconds(60);

    record LoginRequest(@NotBlank @Size(max = 128) String code) {

        @Override
        public String toString() {
            return "LoginRequest[***]";
        }
    }

    record LoginView(String token, String refreshToken, long expiresIn, boolean isNewUser, ChildView user) {

        static LoginView of(LoggedIn it) {
            return new LoginView(
                    it.tokens().token(),
                    it.tokens().refreshToken(),
                    it.tokens().expiresIn(),
                    it.isNew(),
                    ChildView.of(it.child()));
        }

        @Override
        public String toString() {
            return "LoginView[***]";
        }
    }

    record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {

        @Override
        public String toString() {
            return "RefreshRequest[***]";
        }
    }

    record LogoutRequest(@Nullable @Size(max = 200) String refreshToken) {

        @Override
        public String toString() {
            return "LogoutRequest[***]";
        }
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
            case LoginDecision.Refused(var reason) -> refusal(reason);
        });
    }

    @PostMapping("/refresh")
    Mono<ResponseEntity<Envelope<TokenPair>>> refresh(@Valid @RequestBody RefreshRequest request) {

        return tokens.refresh(request.refreshToken()).flatMap(decision -> switch (decision) {
            case RefreshDecision.Renewed(var pair) -> Answers.ok(pair);
            case RefreshDecision.Refused(var reason) -> Answers.unauthorized(reason);
        });
    }

    /** An access token says which session ends, a refresh token does so too; one of them is needed. */
    @PostMapping("/logout")
    Mono<ResponseEntity<Envelope<Void>>> logOut(
            @Nullable Caller caller,
            @RequestParam(defaultValue = "false") boolean all,
            @Valid @RequestBody(required = false) @Nullable LogoutRequest request) {

        var refreshToken = request == null ? null : request.refreshToken();

        if (caller != null && caller.kind() != AccountKind.CHILD) {
            return Answers.forbidden(ErrorCode.FORBIDDEN);
        }
        if (caller == null && refreshToken == null) {
            return Answers.unauthorized(ErrorCode.UNAUTHENTICATED);
        }

        var session = caller == null ? null : caller.sessionId();
        return tokens.revoke(refreshToken, session, all)
                .flatMap(ended -> ended ? Answers.ok() : Answers.unauthorized(INVALID_REFRESH_TOKEN));
    }

    private static <T> Mono<ResponseEntity<Envelope<T>>> refusal(WeChatAnswer.Reason reason) {
        return switch (reason) {
            case INVALID_WX_CODE -> Answers.unauthorized(reason);
            case WX_LOGIN_BLOCKED -> Answers.forbidden(reason);
            case TOO_OFTEN -> Answers.tooManyRequests(ErrorCode.RATE_LIMITED, WECHAT_PAUSE);
        };
    }
}
