package com.banxiang.user.operator;

import static com.banxiang.user.operator.OperatorLoginDecision.Reason.ACCOUNT_DISABLED;
import static com.banxiang.user.operator.OperatorLoginDecision.Reason.LOGIN_RATE_LIMITED;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.user.operator.OperatorLoginDecision.Refused;
import com.banxiang.user.operator.OperatorLoginDecision.SignedIn;
import com.banxiang.user.operator.OperatorLoginDecision.TooManyTries;
import com.banxiang.user.session.TokenPair;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators come in. */
@RestController
final class OperatorLoginController {

    record OperatorLoginRequest(
            @NotBlank @Size(max = 64) String username,
            @NotEmpty @Size(max = 200) String password,
            @Nullable @Pattern(regexp = "\\d{6}") String otp) {

        @Override
        public String toString() {
            return "OperatorLoginRequest[***]";
        }
    }

    private final LogInOperator logInOperator;

    OperatorLoginController(LogInOperator logInOperator) {
        this.logInOperator = logInOperator;
    }

    @PostMapping("/api/v1/admin/auth/login")
    Mono<ResponseEntity<Envelope<TokenPair>>> logIn(@Valid @RequestBody OperatorLoginRequest request) {

        var username = request.username().strip().toLowerCase(Locale.ROOT);

        return logInOperator
                .handle(new LogInOperator.Command(username, request.password(), request.otp()))
                .flatMap(decision -> switch (decision) {
                    case SignedIn(var tokens) -> Answers.ok(tokens);
                    case TooManyTries(var retryAfter) -> Answers.tooManyRequests(LOGIN_RATE_LIMITED, retryAfter);
                    case Refused(var reason) when reason == ACCOUNT_DISABLED -> Answers.forbidden(reason);
                    case Refused(var reason) -> Answers.unauthorized(reason);
                });
    }
}
