package com.banxiang.notification.preference;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For child-service, which shows a parent's children whether an alert would reach them. */
@RestController
class ReachabilityController {

    private final FindReachability findReachability;

    ReachabilityController(FindReachability findReachability) {
        this.findReachability = findReachability;
    }

    @GetMapping("/internal/reachability/{kind}/{id}")
    Mono<ResponseEntity<Envelope<Reachability>>> of(@PathVariable AccountKind kind, @PathVariable UUID id) {
        return findReachability.of(new Account(kind, id)).flatMap(Answers::ok);
    }
}
