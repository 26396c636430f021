package com.banxiang.platform.work;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The clock that starts work, and the threads for what must not run on an event loop. */
@AutoConfiguration
class WorkAutoConfiguration {

    @Bean
    TimedWork timedWork(MeterRegistry meters) {
        return new TimedWork(meters);
    }

    @Bean
    Offload offload() {
        return new Offload();
    }
}
