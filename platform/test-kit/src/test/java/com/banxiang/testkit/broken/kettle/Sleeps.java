package com.banxiang.testkit.broken.kettle;

class Sleeps {

    void boil() throws InterruptedException {
        Thread.sleep(1);
    }
}
