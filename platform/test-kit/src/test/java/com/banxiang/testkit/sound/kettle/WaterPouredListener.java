package com.banxiang.testkit.sound.kettle;

import java.time.Duration;
import reactor.core.publisher.Mono;

class WaterPouredListener {

    void onWaterPoured(Mono<Void> work) {
        work.block(Duration.ofSeconds(1));
    }
}
