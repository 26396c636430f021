package com.banxiang.child.bond;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What neighbours ask of a single bond. */
@RestController
@RequestMapping("/internal/bonds")
final class InternalBondController {

    record LinkView(UUID linkId, long version) {}

    private final LiveBonds liveBonds;
    private final EndBond endBond;

    InternalBondController(LiveBonds liveBonds, EndBond endBond) {
        this.liveBonds = liveBonds;
        this.endBond = endBond;
    }

    @GetMapping("/{childId}/{userId}")
    Mono<ResponseEntity<Envelope<LinkView>>> find(@PathVariable UUID childId, @PathVariable UUID userId) {
        return liveBonds.between(childId, userId).flatMap(it -> Answers.ok(new LinkView(it.linkId(), it.version())));
    }

    /** Which elder it is for, only the neighbour can say; a bond of another one stays. */
    @DeleteMapping("/{linkId}")
    Mono<ResponseEntity<Envelope<Void>>> end(CallingService service, @PathVariable UUID linkId) {

        var elder = service.actingFor();

        return endBond.byParent(linkId, elder == null || elder.kind() != AccountKind.USER ? null : elder.id())
                .then(Mono.defer(() -> Answers.ok()));
    }
}
