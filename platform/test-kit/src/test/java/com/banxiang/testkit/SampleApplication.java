package com.banxiang.testkit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Just enough of a service to try the annotations on. */
@SpringBootApplication
@RestController
class SampleApplication {

    public static void main(String... args) {
        SpringApplication.run(SampleApplication.class, args);
    }

    @GetMapping("/words/{word}")
    Mono<String> repeat(@PathVariable String word) {
        return Mono.just(word);
    }

    @GetMapping("/naps")
    Mono<String> sleepOnTheEventLoop() {
        return Mono.fromCallable(() -> {
                    Thread.sleep(1);
                    return "slept";
                })
                .subscribeOn(Schedulers.parallel());
    }
}
