package com.banxiang.platform.messaging;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What this service gave up, for operators. */
@RestController
@RequestMapping("/api/v1/admin/${banxiang.service.name}/dead-letters")
final class DeadLetterController {

    private final DeadLetters letters;
    private final ReplayDeadLetter replayDeadLetter;
    private final Audit audit;

    DeadLetterController(DeadLetters letters, ReplayDeadLetter replayDeadLetter, Audit audit) {
        this.letters = letters;
        this.replayDeadLetter = replayDeadLetter;
        this.audit = audit;
    }

    /** @param replayed only those that were, or only those that were not */
    @GetMapping
    Mono<ResponseEntity<Envelope<Page<DeadLetter>>>> list(
            @RequestParam(required = false) @Nullable Boolean replayed, PageRequest page) {
        return letters.page(replayed, page).flatMap(Answers::ok);
    }

    @PostMapping("/{id}/replay")
    Mono<ResponseEntity<Envelope<DeadLetter>>> replay(Caller operator, @PathVariable UUID id) {
        return audit.act(Actor.of(operator), "replay-dead-letter")
                .then(replayDeadLetter.handle(id))
                .flatMap(Answers::ok);
    }
}
