package com.banxiang.user.portability;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.user.account.UserView;
import com.banxiang.user.portability.ExportUser.Exported;
import com.banxiang.user.portability.OwnRows.ExportedConsent;
import com.banxiang.user.portability.OwnRows.ExportedLink;
import com.banxiang.user.portability.OwnRows.ExportedSession;
import com.banxiang.user.portability.OwnRows.ExportedSharing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** All the fleet knows about the caller. */
@RestController
@RequestMapping("/api/v1/users/me")
final class ExportController {

    /**
     * What a person takes along.
     *
     * @param family what child-service knows; like the next two as their service says it, absent where it is unavailable
     * @param unavailable the services that did not answer; their part is missing
     */
    record UserExportView(
            Instant exportedAt,
            UserView account,
            List<ExportedConsent> consents,
            List<ExportedSharing> sharing,
            List<ExportedLink> links,
            List<ExportedSession> sessions,
            @Nullable JsonNode family,
            @Nullable JsonNode health,
            @Nullable JsonNode notifications,
            List<String> unavailable) {}

    private final ExportUser exportUser;
    private final Clock clock;

    ExportController(ExportUser exportUser, Clock clock) {
        this.exportUser = exportUser;
        this.clock = clock;
    }

    @GetMapping("/export")
    Mono<ResponseEntity<Envelope<UserExportView>>> export(Caller caller) {
        return exportUser.handle(caller.account()).flatMap(it -> Answers.ok(view(it)));
    }

    private UserExportView view(Exported it) {

        var parts = it.parts();
        return new UserExportView(
                clock.instant(),
                it.account(),
                it.consents(),
                it.sharing(),
                it.links(),
                it.sessions(),
                parts.get(Parts.CHILD),
                parts.get(Parts.HEALTH),
                parts.get(Parts.NOTIFICATION),
                Parts.missingIn(parts));
    }
}
