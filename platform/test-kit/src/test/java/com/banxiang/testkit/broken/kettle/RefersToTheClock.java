package com.banxiang.testkit.broken.kettle;

import java.time.Instant;
import java.util.function.Supplier;

class RefersToTheClock {

    Supplier<Instant> clock = Instant::now;
}
