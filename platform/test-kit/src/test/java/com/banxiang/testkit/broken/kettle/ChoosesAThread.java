package com.banxiang.testkit.broken.kettle;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ChoosesAThread {

    Mono<String> boil(Mono<String> water) {
        return water.publishOn(Schedulers.parallel());
    }
}
