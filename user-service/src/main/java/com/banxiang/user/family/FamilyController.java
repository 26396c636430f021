package com.banxiang.user.family;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.user.account.LookUpUser;
import com.banxiang.user.family.FamilyEvent.Relationship;
import com.banxiang.user.family.LinkFamily.Decision.Linked;
import com.banxiang.user.family.LinkFamily.Decision.Refused;
import com.banxiang.user.family.LinkFamily.Decision.TooManyTries;
import com.banxiang.user.family.Member.Direction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's family. */
@RestController
@RequestMapping("/api/v1/family")
final class FamilyController {

    record LinkRequest(
            @NotBlank @Size(max = 20) String code, @NotNull Relationship relationship) {}

    private final LinkFamily linkFamily;
    private final RemoveMember removeMember;
    private final ListMembers listMembers;
    private final LookUpUser lookUpUser;

    FamilyController(LinkFamily linkFamily, RemoveMember removeMember, ListMembers listMembers, LookUpUser lookUpUser) {
        this.linkFamily = linkFamily;
        this.removeMember = removeMember;
        this.listMembers = listMembers;
        this.lookUpUser = lookUpUser;
    }

    @PostMapping("/link")
    Mono<ResponseEntity<Envelope<Member>>> link(Caller caller, @Valid @RequestBody LinkRequest request) {

        return linkFamily
                .handle(new LinkFamily.Command(caller.id(), request.code().strip(), request.relationship()))
                .flatMap(decision -> switch (decision) {
                    case Linked(var link) -> parent(link).flatMap(Answers::created);
                    case Refused(var reason) -> Answers.unprocessable(reason);
                    case TooManyTries(var retryAfter) -> Answers.tooManyRequests(ErrorCode.RATE_LIMITED, retryAfter);
                });
    }

    @GetMapping("/members")
    Mono<ResponseEntity<Envelope<Page<Member>>>> members(Caller caller, PageRequest page) {
        return listMembers.handle(caller.id(), page).flatMap(Answers::ok);
    }

    @DeleteMapping("/members/{linkId}")
    Mono<ResponseEntity<Envelope<Void>>> remove(Caller caller, @PathVariable UUID linkId) {
        return removeMember
                .handle(new RemoveMember.Command(caller.id(), linkId))
                .then(Answers.ok());
    }

    /** The link as the child sees it, in the shape of the list. */
    private Mono<Member> parent(FamilyLink link) {
        return lookUpUser
                .handle(link.parentId())
                .map(it -> new Member(
                        link.linkId(),
                        Direction.PARENT,
                        AccountKind.USER,
                        it.nickname(),
                        it.avatarUrl(),
                        link.relationship().name().toLowerCase(Locale.ROOT),
                        link.linkedAt()));
    }
}
