package com.banxiang.user.portability;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.user.account.ReadUser;
import com.banxiang.user.account.UserView;
import com.banxiang.user.portability.OwnRows.ExportedConsent;
import com.banxiang.user.portability.OwnRows.ExportedLink;
import com.banxiang.user.portability.OwnRows.ExportedSession;
import com.banxiang.user.portability.OwnRows.ExportedSharing;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Puts together what the fleet knows of a person. A neighbour that does not answer in time only leaves its part out. */
@Component
final class ExportUser {

    /** @param parts of the neighbours, by service */
    record Exported(
            UserView account,
            List<ExportedConsent> consents,
            List<ExportedSharing> sharing,
            List<ExportedLink> links,
            List<ExportedSession> sessions,
            Map<String, JsonNode> parts) {}

    private final ReadUser readUser;
    private final OwnRows rows;
    private final Parts parts;
    private final Audit audit;

    ExportUser(ReadUser readUser, OwnRows rows, Parts parts, Audit audit) {
        this.readUser = readUser;
        this.rows = rows;
        this.parts = parts;
        this.audit = audit;
    }

    /** Never empty. Fails with {@link com.banxiang.user.account.UnknownUser}. */
    Mono<Exported> handle(Account person) {

        return audit.read(new Actor(person, null), "export-account", person)
                .then(Mono.defer(() -> readUser.handle(person.id())))
                .flatMap(account -> Mono.zip(own(account), parts.of(person), ExportUser::with))
                .checkpoint("export user");
    }

    private Mono<Exported> own(UserView account) {

        var user = account.id();
        return rows.consents(user)
                .flatMap(consents -> rows.sharing(user)
                        .flatMap(sharing -> rows.links(user)
                                .flatMap(links -> rows.sessions(user)
                                        .map(sessions ->
                                                new Exported(account, consents, sharing, links, sessions, Map.of())))));
    }

    private static Exported with(Exported own, Map<String, JsonNode> parts) {
        return new Exported(own.account(), own.consents(), own.sharing(), own.links(), own.sessions(), parts);
    }
}
