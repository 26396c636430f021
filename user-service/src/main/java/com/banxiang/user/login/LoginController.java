package com.banxiang.user.login;

import static com.banxiang.user.login.LoginDecision.Reason.ACCOUNT_DISABLED;
import static com.banxiang.user.login.LoginDecision.Reason.LOGIN_RATE_LIMITED;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.ChinesePhone;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.user.account.UserView;
import com.banxiang.user.login.LoginDecision.SignedIn;
import com.banxiang.user.login.LoginDecision.TooManyTries;
import com.banxiang.user.login.SendDecision.Granted;
import com.banxiang.user.login.SendDecision.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in with a phone. */
@RestController
@RequestMapping("/api/v1/auth")
final class LoginController {

    private static final java.util.regex.Pattern INVITE_CODE = java.util.regex.Pattern.compile("[A-Za-z0-9]{4,16}");

    record SendCodeRequest(
            @NotNull @ChinesePhone String phone, @Nullable Purpose purpose) {}

    record SmsCodeRequest(
            @NotNull @ChinesePhone String phone, @Nullable Purpose scene) {}

    record SentView(long expiresIn) {}

    record LoginRequest(
            @NotNull @ChinesePhone String phone,
            @NotNull @Pattern(regexp = "\\d{6}") String code,
            @Nullable String inviteCode) {

        @Override
        public String toString() {
            return "LoginRequest[***]";
        }
    }

    record SignedInView(String token, String refreshToken, long expiresIn, boolean isNewUser, UserView user) {}

    private final SendCode sendCode;
    private final LogIn logIn;

    LoginController(SendCode sendCode, LogIn logIn) {
        this.sendCode = sendCode;
        this.logIn = logIn;
    }

    @PostMapping("/send-code")
    Mono<ResponseEntity<Envelope<SentView>>> sendCode(@Valid @RequestBody SendCodeRequest request) {
        return send(request.phone(), request.purpose());
    }

    /** The same call by the name older clients use. */
    @PostMapping("/sms-code")
    Mono<ResponseEntity<Envelope<SentView>>> smsCode(@Valid @RequestBody SmsCodeRequest request) {
        return send(request.phone(), request.scene());
    }

    @PostMapping("/login")
    Mono<ResponseEntity<Envelope<SignedInView>>> logIn(@Valid @RequestBody LoginRequest request) {

        return logIn.handle(new LogIn.Command(request.phone(), request.code(), inviteCode(request)))
                .flatMap(decision -> switch (decision) {
                    case SignedIn signedIn -> Answers.ok(view(signedIn));
                    case TooManyTries(var retryAfter) -> Answers.tooManyRequests(LOGIN_RATE_LIMITED, retryAfter);
                    case LoginDecision.Refused(var reason) when reason == ACCOUNT_DISABLED -> Answers.forbidden(reason);
                    case LoginDecision.Refused(var reason) -> Answers.unauthorized(reason);
                });
    }

    private Mono<ResponseEntity<Envelope<SentView>>> send(String phone, @Nullable Purpose purpose) {

        return RequestContext.current()
                .flatMap(it -> sendCode.handle(
                        new SendCode.Command(phone, Objects.requireNonNullElse(purpose, Purpose.LOGIN), it.clientIp())))
                .flatMap(decision -> switch (decision) {
                    case Granted _ -> Answers.ok(new SentView(LoginCode.LIFE.toSeconds()));
                    case Refused(var reason, var retryAfter) -> Answers.tooManyRequests(reason, retryAfter);
                });
    }

    /** A promotion code nobody can have given out is as good as none; it must not keep anybody out. */
    private static @Nullable String inviteCode(LoginRequest request) {
        var code = request.inviteCode();
        return code != null && INVITE_CODE.matcher(code).matches() ? code : null;
    }

    private static SignedInView view(SignedIn it) {
        var tokens = it.tokens();
        return new SignedInView(tokens.token(), tokens.refreshToken(), tokens.expiresIn(), it.isNewUser(), it.user());
    }
}
