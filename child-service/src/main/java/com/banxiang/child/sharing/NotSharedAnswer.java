package com.banxiang.child.sharing;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import reactor.core.publisher.Mono;

/** Answers every look at what a parent keeps closed. */
@RestControllerAdvice
final class NotSharedAnswer {

    enum Refusal {
        NOT_SHARED
    }

    @ExceptionHandler
    Mono<ResponseEntity<Envelope<Void>>> on(NotShared closed) {
        return Answers.forbidden(Refusal.NOT_SHARED);
    }
}
