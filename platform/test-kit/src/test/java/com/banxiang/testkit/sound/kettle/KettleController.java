package com.banxiang.testkit.sound.kettle;

import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

class KettleController {

    private final Clock clock;

    KettleController(Clock clock) {
        this.clock = clock;
    }

    Mono<Instant> boil() {
        return Mono.fromSupplier(clock::instant);
    }
}
