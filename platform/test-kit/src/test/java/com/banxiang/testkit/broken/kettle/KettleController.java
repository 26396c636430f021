package com.banxiang.testkit.broken.kettle;

class KettleController {

    Kettles kettles;

    KettleController(Kettles kettles) {
        this.kettles = kettles;
    }
}
