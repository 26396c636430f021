package com.banxiang.user.erasure;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.user.erasure.EraseDecision.Erased;
import com.banxiang.user.erasure.EraseDecision.Refused;
import com.banxiang.user.erasure.EraseDecision.TooManyTries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The end of the caller's own account. */
@RestController
@RequestMapping("/api/v1/users/me")
final class EraseController {

    record EraseRequest(@NotNull @Pattern(regexp = "\\d{6}") String code) {

        @Override
        public String toString() {
            return "EraseRequest[***]";
        }
    }

    private final EraseUser eraseUser;

    EraseController(EraseUser eraseUser) {
        this.eraseUser = eraseUser;
    }

    @PostMapping("/erase")
    Mono<ResponseEntity<Envelope<Void>>> erase(Caller caller, @Valid @RequestBody EraseRequest request) {

        return eraseUser
                .handle(new EraseUser.Command(caller.id(), request.code()))
                .flatMap(decision -> switch (decision) {
                    case Erased _ -> Answers.ok();
                    case Refused(var reason) -> Answers.unauthorized(reason);
                    case TooManyTries(var retryAfter) -> Answers.tooManyRequests(ErrorCode.RATE_LIMITED, retryAfter);
                });
    }
}
