package com.banxiang.user.invitation;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.user.account.LookUpUser;
import com.banxiang.user.consent.Scope;
import com.banxiang.user.invitation.RedeemFamilyCode.Answer.Later;
import com.banxiang.user.invitation.RedeemFamilyCode.Answer.No;
import com.banxiang.user.invitation.RedeemFamilyCode.Answer.Welcome;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** child-service redeems a code for a child of the mini-program, whose bond it then keeps. */
@RestController
final class InternalFamilyCodeController {

    record RedeemRequest(
            @NotBlank @Size(max = 20) String code, @NotNull UUID childId) {}

    record WelcomeView(
            UUID parentId,
            @Nullable String nickname,
            @Nullable String avatarUrl,
            Set<Scope> scopes,
            String consentVersion) {}

    private final RedeemFamilyCode redeemFamilyCode;
    private final LookUpUser lookUpUser;

    InternalFamilyCodeController(RedeemFamilyCode redeemFamilyCode, LookUpUser lookUpUser) {
        this.redeemFamilyCode = redeemFamilyCode;
        this.lookUpUser = lookUpUser;
    }

    @PostMapping("/internal/family-codes/redeem")
    Mono<ResponseEntity<Envelope<WelcomeView>>> redeem(@Valid @RequestBody RedeemRequest request) {

        return redeemFamilyCode
                .handle(request.code(), new Account(AccountKind.CHILD, request.childId()))
                .flatMap(answer -> switch (answer) {
                    case Welcome welcome -> view(welcome).flatMap(Answers::ok);
                    case No(var reason) -> Answers.unprocessable(reason);
                    case Later(var retryAfter) -> Answers.tooManyRequests(ErrorCode.RATE_LIMITED, retryAfter);
                });
    }

    private Mono<WelcomeView> view(Welcome it) {
        return lookUpUser
                .handle(it.elder())
                .map(elder -> new WelcomeView(
                        it.elder(), elder.nickname(), elder.avatarUrl(), it.scopes(), it.consentVersion()));
    }
}
