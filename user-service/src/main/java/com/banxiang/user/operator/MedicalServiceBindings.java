package com.banxiang.user.operator;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Unavailable;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Doctors and staff are medical-service's, and so is what their operators may do.
 * <p>
 * A fleet may run without medical-service. It is looked for when it is needed: where it isn't configured it is away.
 */
@Component
final class MedicalServiceBindings implements Bindings {

    private static final String MEDICAL = "medical-service";

    record Binding(UUID operatorId) {}

    private final Neighbours neighbours;

    MedicalServiceBindings(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public Mono<Boolean> bindDoctor(UUID doctor, UUID operator, Account by) {
        return bind("/internal/doctors/{id}/operator", doctor, operator, by);
    }

    @Override
    public Mono<Boolean> bindStaff(UUID staff, UUID operator, Account by) {
        return bind("/internal/staff/{id}/operator", staff, operator, by);
    }

    private Mono<Boolean> bind(String path, UUID whom, UUID operator, Account by) {

        return Mono.fromSupplier(this::medical)
                .flatMap(it -> it.actingFor(by).put(new Binding(operator), path, whom))
                .thenReturn(true)
                .onErrorResume(
                        NeighbourRefused.class,
                        refused -> refused.status().isSameCodeAs(HttpStatus.NOT_FOUND)
                                ? Mono.just(false)
                                : Mono.error(new Unavailable(MEDICAL + ": not bound", refused)));
    }

    private Neighbour medical() {
        try {
            return neighbours.to(MEDICAL);
        } catch (IllegalStateException notConfigured) {
            throw new Unavailable(MEDICAL, notConfigured);
        }
    }
}
