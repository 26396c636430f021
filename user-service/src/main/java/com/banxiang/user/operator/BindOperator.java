package com.banxiang.user.operator;

import static com.banxiang.user.operator.OperatorRefusal.UNKNOWN_DOCTOR;
import static com.banxiang.user.operator.OperatorRefusal.UNKNOWN_STAFF;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Invalid;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ties an operator to a doctor or to staff, before anything is stored here: what medical-service refuses isn't made. */
@Component
final class BindOperator {

    /** @param by who wants it */
    record Command(
            UUID operator,
            Set<Role> roles,
            @Nullable UUID doctorId,
            @Nullable UUID staffId,
            Account by) {}

    private final Bindings bindings;

    BindOperator(Bindings bindings) {
        this.bindings = bindings;
    }

    /**
     * Empty once everything that was asked for is tied, else why not. Fails with {@link Invalid} if they are to be tied to
     * what they have no role for, and with {@link com.banxiang.platform.web.Unavailable} while medical-service is away.
     */
    Mono<OperatorRefusal> handle(Command command) {
        return Mono.fromRunnable(() -> check(command))
                .then(doctor(command))
                .switchIfEmpty(Mono.defer(() -> staff(command)));
    }

    private static void check(Command command) {

        if (command.doctorId() != null && !command.roles().contains(Role.DOCTOR)) {
            throw new Invalid("doctorId", "operator.notDoctor");
        }
        if (command.staffId() != null && !command.roles().contains(Role.STAFF)) {
            throw new Invalid("staffId", "operator.notStaff");
        }
    }

    private Mono<OperatorRefusal> doctor(Command command) {
        return Mono.justOrEmpty(command.doctorId())
                .flatMap(it -> bindings.bindDoctor(it, command.operator(), command.by()))
                .filter(bound -> !bound)
                .map(_ -> UNKNOWN_DOCTOR);
    }

    private Mono<OperatorRefusal> staff(Command command) {
        return Mono.justOrEmpty(command.staffId())
                .flatMap(it -> bindings.bindStaff(it, command.operator(), command.by()))
                .filter(bound -> !bound)
                .map(_ -> UNKNOWN_STAFF);
    }
}
