package com.banxiang.testkit.broken.kettle;

import java.util.UUID;

class MakesIds {

    UUID next() {
        return UUID.randomUUID();
    }
}
