package com.banxiang.child.account;

import com.banxiang.child.account.PhoneDecision.Kept;
import com.banxiang.child.account.PhoneDecision.NotKept;
import com.banxiang.child.wechat.PhoneAnswer;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Change;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own account. */
@RestController
@RequestMapping("/api/child/me")
final class AccountController {

    /** WeChat counts a person's calls by the minute. */
    private static final Duration WECHAT_PAUSE = Duration.ofSeconds(60);

    record PhoneRequest(@NotBlank @Size(max = 128) String code) {

        @Override
        public String toString() {
            return "PhoneRequest[***]";
        }
    }

    record RenameRequest(
            Change<@Text(max = 50) String> nickname,
            Change<
                            @Size(max = 500)
                            @Pattern(regexp = "https?://[^\\s\\p{Cntrl}]+", message = "{avatarUrl.invalid}") String>
                    avatarUrl) {

        RenameChild.Changes changes() {

            if (nickname.said() && nickname.value() == null) {
                throw new Invalid("nickname", "NotNull");
            }

            return new RenameChild.Changes(nickname.map(String::strip), avatarUrl);
        }
    }

    private final ShowChild showChild;
    private final RenameChild renameChild;
    private final KeepPhone keepPhone;

    AccountController(ShowChild showChild, RenameChild renameChild, KeepPhone keepPhone) {
        this.showChild = showChild;
        this.renameChild = renameChild;
        this.keepPhone = keepPhone;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<ChildView>>> me(Caller caller) {
        return showChild.handle(caller.id()).flatMap(it -> Answers.ok(ChildView.of(it)));
    }

    @PutMapping
    Mono<ResponseEntity<Envelope<ChildView>>> rename(Caller caller, @Valid @RequestBody RenameRequest request) {
        return renameChild.handle(caller.id(), request.changes()).flatMap(it -> Answers.ok(ChildView.of(it)));
    }

    @PostMapping("/phone")
    Mono<ResponseEntity<Envelope<ChildView>>> keepPhone(Caller caller, @Valid @RequestBody PhoneRequest request) {

        return keepPhone.handle(caller.id(), request.code()).flatMap(decision -> switch (decision) {
            case Kept(var child) -> Answers.ok(ChildView.of(child));
            case NotKept(var reason) -> refusal(reason);
        });
    }

    private static Mono<ResponseEntity<Envelope<ChildView>>> refusal(PhoneAnswer.Refused reason) {
        return switch (reason) {
            case INVALID_PHONE_CODE -> Answers.unprocessable(reason);
            case TOO_OFTEN -> Answers.tooManyRequests(ErrorCode.RATE_LIMITED, WECHAT_PAUSE);
        };
    }
}
