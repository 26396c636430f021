package com.banxiang.user.account;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a person can choose to be interested in. */
@RestController
final class InterestController {

    private final InterestSettings interests;

    InterestController(InterestSettings interests) {
        this.interests = interests;
    }

    @GetMapping("/api/v1/interests")
    Mono<ResponseEntity<Envelope<Page<String>>>> interests() {
        return Answers.ok(Page.all(interests.catalogue()));
    }
}
