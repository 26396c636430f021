package com.banxiang.platform.erasure;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers whoever was let in. */
@RestController
class WhoAmIController {

    @GetMapping("/sample/me")
    Mono<ResponseEntity<Envelope<String>>> me(Caller caller) {
        return Answers.ok(caller.account().text());
    }

    @PostMapping("/sample/me/erase")
    Mono<ResponseEntity<Envelope<String>>> again(Caller caller) {
        return Answers.ok(caller.account().text());
    }
}
