package com.banxiang.testkit.broken.kettle;

import reactor.core.publisher.Mono;

record KettleWithFramework(Mono<String> water) {}
