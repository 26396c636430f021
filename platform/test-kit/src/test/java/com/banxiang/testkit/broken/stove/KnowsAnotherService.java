package com.banxiang.testkit.broken.stove;

import com.banxiang.testkit.sound.kettle.KettleId;

class KnowsAnotherService {

    KettleId kettle;

    KnowsAnotherService(KettleId kettle) {
        this.kettle = kettle;
    }
}
