package com.banxiang.testkit.broken.kettle;

import reactor.core.publisher.Mono;

class WaitsForWater {

    void fill(Mono<String> water) {
        water.subscribe();
    }
}
