package com.banxiang.user.erasure;

import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The end of a child's account, as child-service asks for it. */
@RestController
@RequestMapping("/internal/children")
final class InternalEraseController {

    private final EraseChild eraseChild;

    InternalEraseController(EraseChild eraseChild) {
        this.eraseChild = eraseChild;
    }

    @PostMapping("/{childId}/erase")
    Mono<ResponseEntity<Envelope<Void>>> erase(@PathVariable UUID childId, CallingService by) {
        return eraseChild.handle(childId, by).then(Mono.defer(() -> Answers.ok()));
    }
}
