package com.banxiang.child.bond;

import com.banxiang.child.bond.BindDecision.Bound;
import com.banxiang.child.bond.BindDecision.Reason;
import com.banxiang.child.bond.BindDecision.Refused;
import com.banxiang.child.bond.BindDecision.TooManyTries;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Change;
import com.banxiang.platform.web.ChinesePhone;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A child's own bonds. */
@RestController
@RequestMapping("/api/child")
final class BondController {

    record BindRequest(
            @NotBlank @Size(max = 32) String inviteCode,
            @NotNull Relationship relationship,
            @Nullable @ChinesePhone String alertPhone) {

        BindParent.Command by(UUID child) {
            return new BindParent.Command(child, inviteCode.strip().toUpperCase(Locale.ROOT), relationship, alertPhone);
        }
    }

    record ChangeRequest(
            Change<Relationship> relationship,
            Change<Boolean> notificationEnabled,
            Change<@ChinesePhone String> alertPhone) {

        ChangeBond.Changes changes() {
            required("relationship", relationship);
            required("notificationEnabled", notificationEnabled);
            return new ChangeBond.Changes(relationship, notificationEnabled, alertPhone);
        }

        private static void required(String field, Change<?> change) {
            if (change.said() && change.value() == null) {
                throw new Invalid(field, "NotNull");
            }
        }
    }

    private final BindParent bindParent;
    private final ChangeBond changeBond;
    private final EndBond endBond;
    private final ShowParents showParents;

    BondController(BindParent bindParent, ChangeBond changeBond, EndBond endBond, ShowParents showParents) {
        this.bindParent = bindParent;
        this.changeBond = changeBond;
        this.endBond = endBond;
        this.showParents = showParents;
    }

    @PostMapping("/bind")
    Mono<ResponseEntity<Envelope<BondView>>> bind(Caller caller, @Valid @RequestBody BindRequest request) {

        return bindParent.handle(request.by(caller.id())).flatMap(decision -> switch (decision) {
            case Bound(var bond) -> showParents.of(bond).flatMap(Answers::created);
            case Refused(var reason) -> refusal(reason);
            case TooManyTries(var wait) -> Answers.tooManyRequests(ErrorCode.RATE_LIMITED, wait);
        });
    }

    @GetMapping("/parents")
    Mono<ResponseEntity<Envelope<Page<BondView>>>> parents(Caller caller) {
        return showParents.of(caller.id()).flatMap(it -> Answers.ok(Page.all(it)));
    }

    @PutMapping("/parents/{parent}")
    Mono<ResponseEntity<Envelope<BondView>>> change(
            Caller caller, @PathVariable UUID parent, @Valid @RequestBody ChangeRequest request) {
        return changeBond
                .handle(caller.id(), parent, request.changes())
                .flatMap(showParents::of)
                .flatMap(Answers::ok);
    }

    @DeleteMapping("/parents/{parent}")
    Mono<ResponseEntity<Envelope<Void>>> end(Caller caller, @PathVariable UUID parent) {
        return endBond.byChild(caller.id(), parent).then(Mono.defer(() -> Answers.ok()));
    }

    private static Mono<ResponseEntity<Envelope<BondView>>> refusal(Reason reason) {
        return Answers.unprocessable(reason);
    }
}
