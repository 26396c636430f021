package com.banxiang.user.supervision;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Masked;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.platform.web.Text;
import com.banxiang.user.supervision.UserFile.AccountStatus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Accounts of app users, for operators. */
@RestController
@RequestMapping("/api/v1/admin/users")
final class AdminUserController {

    private static final int LONGEST_QUERY = 50;

    record StatusRequest(
            @NotNull AccountStatus status,
            @NotNull @Text(max = 200) String reason) {}

    record UserFileView(
            UUID id,
            String phone,
            @Nullable String nickname,
            @Nullable String avatarUrl,
            @Nullable Integer birthYear,
            @Nullable String gender,
            @Nullable String city,
            @Nullable String district,
            AccountStatus status,
            @Nullable String statusReason,
            @Nullable Instant statusChangedAt,
            Instant createdAt) {

        static UserFileView of(UserFile it) {
            return new UserFileView(
                    it.id(),
                    Masked.phone(it.phone()),
                    it.nickname(),
                    it.avatarUrl(),
                    it.birthYear(),
                    it.gender(),
                    it.city(),
                    it.district(),
                    it.status(),
                    it.statusReason(),
                    it.statusChangedAt(),
                    it.createdAt());
        }
    }

    private final SearchUsers searchUsers;
    private final ReadUserFile readUserFile;
    private final ChangeStatus changeStatus;

    AdminUserController(SearchUsers searchUsers, ReadUserFile readUserFile, ChangeStatus changeStatus) {
        this.searchUsers = searchUsers;
        this.readUserFile = readUserFile;
        this.changeStatus = changeStatus;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<UserFileView>>>> search(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable AccountStatus status,
            PageRequest page) {

        return searchUsers
                .handle(new SearchUsers.Command(query(q), status, page, caller.account()))
                .flatMap(it -> Answers.ok(it.map(UserFileView::of)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Envelope<UserFileView>>> user(Caller caller, @PathVariable UUID id) {
        return readUserFile.handle(id, caller.account()).flatMap(it -> Answers.ok(UserFileView.of(it)));
    }

    @PutMapping("/{id}/status")
    Mono<ResponseEntity<Envelope<UserFileView>>> changeStatus(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody StatusRequest request) {

        return changeStatus
                .handle(new ChangeStatus.Command(
                        id, request.status(), request.reason().strip(), caller.account()))
                .flatMap(it -> Answers.ok(UserFileView.of(it)));
    }

    /** An empty box on a screen asks for everybody. */
    private static @Nullable String query(@Nullable String q) {

        if (q == null || q.isBlank()) {
            return null;
        }

        var query = q.strip();
        if (query.length() > LONGEST_QUERY || query.codePoints().anyMatch(Character::isISOControl)) {
            throw new Invalid("q", "value.invalid");
        }
        return query;
    }
}
