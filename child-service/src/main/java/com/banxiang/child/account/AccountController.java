package com.banxiang.child.account;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Change;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own account. */
@RestController
@RequestMapping("/api/child/me")
final class AccountController {

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

    AccountController(ShowChild showChild, RenameChild renameChild) {
        this.showChild = showChild;
        this.renameChild = renameChild;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<ChildView>>> me(Caller caller) {
        return showChild.handle(caller.id()).flatMap(it -> Answers.ok(ChildView.of(it)));
    }

    @PutMapping
    Mono<ResponseEntity<Envelope<ChildView>>> rename(Caller caller, @Valid @RequestBody RenameRequest request) {
        return renameChild.handle(caller.id(), request.changes()).flatMap(it -> Answers.ok(ChildView.of(it)));
    }
}
