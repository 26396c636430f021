package com.banxiang.testkit.broken.kettle;

import java.time.Instant;

class ReadsTheClock {

    Instant now() {
        return Instant.now();
    }
}
