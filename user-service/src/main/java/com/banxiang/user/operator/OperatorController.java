package com.banxiang.user.operator;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.user.operator.OperatorDecision.Done;
import com.banxiang.user.operator.OperatorDecision.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who works for the house, as an administrator sees and decides it. */
@RestController
@RequestMapping("/api/v1/admin/operators")
final class OperatorController {

    enum OperatorStatus {
        ACTIVE,
        DISABLED
    }

    record NewOperatorRequest(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9._-]{2,31}")
            String username,

            @NotEmpty @Size(max = 5) List<@NotNull @Pattern(regexp = Role.NAMES) String> roles,

            @Nullable UUID doctorId,
            @Nullable UUID staffId,
            @Nullable Boolean otp) {}

    /** What is absent stays. */
    record OperatorRequest(
            @Nullable @Size(min = 1, max = 5) List<@NotNull @Pattern(regexp = Role.NAMES) String> roles,

            @Nullable OperatorStatus status,
            @Nullable UUID doctorId,
            @Nullable UUID staffId,
            @Nullable Boolean newPassword,
            @Nullable Boolean otp) {}

    /**
     * An operator.
     *
     * @param password a new one, shown this once
     * @param otpUri of a new secret, for the app that makes the codes; shown this once
     */
    record OperatorView(
            UUID id,
            String username,
            List<String> roles,
            @Nullable UUID doctorId,
            @Nullable UUID staffId,
            boolean otp,
            OperatorStatus status,
            Instant createdAt,
            @Nullable String password,
            @Nullable String otpUri) {

        static OperatorView of(Operator operator) {
            return of(new Done(operator, null, null));
        }

        static OperatorView of(Done done) {

            var operator = done.operator();
            var secret = done.secret();
            return new OperatorView(
                    operator.id(),
                    operator.username(),
                    Role.names(operator.roles()),
                    operator.doctorId(),
                    operator.staffId(),
                    operator.otp(),
                    operator.disabled() ? OperatorStatus.DISABLED : OperatorStatus.ACTIVE,
                    operator.createdAt(),
                    done.password(),
                    secret == null ? null : secret.uri(operator.username()));
        }

        @Override
        public String toString() {
            return "OperatorView[%s]".formatted(id);
        }
    }

    private final ListOperators listOperators;
    private final AddOperator addOperator;
    private final ChangeOperator changeOperator;

    OperatorController(ListOperators listOperators, AddOperator addOperator, ChangeOperator changeOperator) {
        this.listOperators = listOperators;
        this.addOperator = addOperator;
        this.changeOperator = changeOperator;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<OperatorView>>>> operators(Caller caller, PageRequest page) {
        return listOperators.handle(caller.account(), page).flatMap(it -> Answers.ok(it.map(OperatorView::of)));
    }

    @PostMapping
    Mono<ResponseEntity<Envelope<OperatorView>>> add(Caller caller, @Valid @RequestBody NewOperatorRequest request) {

        return addOperator
                .handle(new AddOperator.Command(
                        request.username(),
                        Role.of(request.roles()),
                        request.doctorId(),
                        request.staffId(),
                        Boolean.TRUE.equals(request.otp()),
                        caller.account()))
                .flatMap(decision -> switch (decision) {
                    case Done done -> Answers.created(OperatorView.of(done));
                    case Refused(var reason) -> refused(reason);
                });
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<Envelope<OperatorView>>> change(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody OperatorRequest request) {

        var roles = request.roles();
        var status = request.status();
        return changeOperator
                .handle(new ChangeOperator.Command(
                        id,
                        roles == null ? null : Role.of(roles),
                        status == null ? null : status == OperatorStatus.DISABLED,
                        request.doctorId(),
                        request.staffId(),
                        Boolean.TRUE.equals(request.newPassword()),
                        request.otp(),
                        caller.account()))
                .flatMap(decision -> switch (decision) {
                    case Done done -> Answers.ok(OperatorView.of(done));
                    case Refused(var reason) -> refused(reason);
                });
    }

    private static Mono<ResponseEntity<Envelope<OperatorView>>> refused(OperatorRefusal reason) {
        return switch (reason) {
            case USERNAME_TAKEN, LAST_ADMIN -> Answers.conflict(reason);
            case UNKNOWN_DOCTOR, UNKNOWN_STAFF -> Answers.unprocessable(reason);
        };
    }
}
