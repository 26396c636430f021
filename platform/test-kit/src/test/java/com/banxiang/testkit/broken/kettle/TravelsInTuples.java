package com.banxiang.testkit.broken.kettle;

import reactor.core.publisher.Mono;

class TravelsInTuples {

    Mono<String> make(Mono<String> tea, Mono<String> water) {
        return Mono.zip(tea, water).map(both -> both.getT1() + both.getT2());
    }
}
