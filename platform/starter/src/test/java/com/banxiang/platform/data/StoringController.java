package com.banxiang.platform.data;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Asks a database that fails as a test says. */
@RestController
class StoringController {

    final AtomicReference<Throwable> failure = new AtomicReference<>();

    @GetMapping("/stored")
    Mono<ResponseEntity<Envelope<Void>>> ask() {
        return Mono.defer(() -> Mono.<Void>error(failure.get())).then(Answers.ok());
    }
}
