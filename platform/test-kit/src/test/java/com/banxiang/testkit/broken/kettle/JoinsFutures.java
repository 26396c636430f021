package com.banxiang.testkit.broken.kettle;

import java.util.concurrent.CompletableFuture;

class JoinsFutures {

    String boil(CompletableFuture<String> water) {
        return water.join();
    }
}
