package com.banxiang.user.consent;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.user.consent.DecideSharing.Decision.Decided;
import com.banxiang.user.consent.DecideSharing.Decision.Refused;
import com.banxiang.user.consent.DecideSharing.Decision.Unchanged;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the caller's children may see and do. */
@RestController
@RequestMapping("/api/v1/users/me/sharing")
final class SharingController {

    /** @param version the one the caller saw; 0 before the first decision */
    record SharingRequest(
            @Nullable Boolean health,
            @Nullable Boolean activities,
            @Nullable Boolean location,
            @Nullable Boolean pay,
            @NotNull @Min(0) Long version) {

        Map<Scope, Boolean> wishes() {

            var wishes = new EnumMap<Scope, Boolean>(Scope.class);
            put(wishes, Scope.HEALTH, health);
            put(wishes, Scope.ACTIVITIES, activities);
            put(wishes, Scope.LOCATION, location);
            put(wishes, Scope.PAY, pay);
            return wishes;
        }

        private static void put(Map<Scope, Boolean> wishes, Scope scope, @Nullable Boolean wish) {
            if (wish != null) {
                wishes.put(scope, wish);
            }
        }
    }

    record OwnSharingView(boolean health, boolean activities, boolean location, boolean pay, long version) {

        static OwnSharingView of(Sharing it) {
            return new OwnSharingView(
                    it.has(Scope.HEALTH),
                    it.has(Scope.ACTIVITIES),
                    it.has(Scope.LOCATION),
                    it.has(Scope.PAY),
                    it.version());
        }
    }

    private final ReadSharing readSharing;
    private final DecideSharing decideSharing;

    SharingController(ReadSharing readSharing, DecideSharing decideSharing) {
        this.readSharing = readSharing;
        this.decideSharing = decideSharing;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<OwnSharingView>>> sharing(Caller caller) {
        return readSharing.handle(caller.id()).flatMap(it -> Answers.ok(OwnSharingView.of(it.sharing())));
    }

    @PutMapping
    Mono<ResponseEntity<Envelope<OwnSharingView>>> decide(Caller caller, @Valid @RequestBody SharingRequest request) {

        return decideSharing
                .handle(new DecideSharing.Command(caller.id(), request.wishes(), request.version()))
                .flatMap(decision -> switch (decision) {
                    case Decided(var sharing) -> Answers.ok(OwnSharingView.of(sharing));
                    case Unchanged(var sharing) -> Answers.ok(OwnSharingView.of(sharing));
                    case Refused(var reason) -> Answers.conflict(reason);
                });
    }
}
