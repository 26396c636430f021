package com.banxiang.child.erasure;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The end of the caller's own account. */
@RestController
@RequestMapping("/api/child/me")
final class EraseController {

    private final EraseChild eraseChild;

    EraseController(EraseChild eraseChild) {
        this.eraseChild = eraseChild;
    }

    @PostMapping("/erase")
    Mono<ResponseEntity<Envelope<Void>>> erase(Caller caller) {
        return eraseChild.handle(caller.account()).then(Mono.defer(() -> Answers.ok()));
    }
}
