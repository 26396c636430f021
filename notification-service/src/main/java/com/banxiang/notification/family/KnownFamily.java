package com.banxiang.notification.family;

import com.banxiang.notification.family.Contacts.ChildContact;
import com.banxiang.notification.family.Contacts.ChildContacts;
import com.banxiang.notification.family.Contacts.ElderContact;
import com.banxiang.notification.family.Contacts.Taken;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unavailable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts together what child-service answers about mini-program children and what the bonds say of all relatives. */
@Component
final class KnownFamily implements Family {

    private static final String HEALTH = "health";
    private static final String OTHER = "other";

    /** What a bond's owner answers; that it does answer is what counts. */
    record LiveBond(UUID linkId, long version) {}

    private final Contacts contacts;
    private final Bonds bonds;
    private final Neighbours neighbours;
    private final FamilySettings settings;

    KnownFamily(Contacts contacts, Bonds bonds, Neighbours neighbours, FamilySettings settings) {
        this.contacts = contacts;
        this.bonds = bonds;
        this.neighbours = neighbours;
        this.settings = settings;
    }

    @Override
    public Mono<List<Relative>> of(UUID elder) {

        return contacts.childrenOf(elder)
                .zipWith(bonds.of(elder).collectList(), KnownFamily::relatives)
                .checkpoint("find the family");
    }

    private static List<Relative> relatives(Taken<ChildContacts> answer, List<Bond> bonds) {

        var children = answer.value().items().stream()
                .filter(it -> !endedSince(answer, it, bonds))
                .map(KnownFamily::relative);
        // An elder shares with all or with none; what the children may see says it for the app's users too.
        var shares = answer.value().items().isEmpty()
                || answer.value().items().stream().anyMatch(KnownFamily::mayHearOfHealth);
        var users = bonds.stream()
                .filter(it -> it.isLive() && it.relative().kind() == AccountKind.USER)
                .map(it ->
                        new Relative(it.relative(), it.relationship(), shares && it.notificationEnabled(), null, null));

        return Stream.concat(children, users).toList();
    }

    /** The contacts may be a minute old, or a copy: a bond known to have ended since counts as ended. */
    private static boolean endedSince(Taken<ChildContacts> answer, ChildContact child, List<Bond> bonds) {

        var theirs = bonds.stream()
                .filter(it -> it.relative().kind() == AccountKind.CHILD
                        && it.relative().id().equals(child.childId()))
                .toList();

        return theirs.stream().noneMatch(Bond::isLive) && theirs.stream().anyMatch(it -> it.endedAfter(answer.at()));
    }

    private static Relative relative(ChildContact it) {
        return new Relative(
                new Account(AccountKind.CHILD, it.childId()),
                Objects.requireNonNullElse(it.relationship(), OTHER),
                Boolean.TRUE.equals(it.notificationEnabled()) && mayHearOfHealth(it),
                it.openid(),
                it.alertPhone());
    }

    private static boolean mayHearOfHealth(ChildContact it) {
        var scopes = it.scopes();
        return scopes != null && scopes.contains(HEALTH);
    }

    @Override
    public Mono<Elder> elder(UUID elder) {
        return contacts.elder(elder).map(it -> elder(it.value()));
    }

    private static Elder elder(ElderContact it) {
        var emergency = it.emergencyContact();
        return new Elder(it.surname(), emergency == null ? null : emergency.phone());
    }

    @Override
    public Mono<Boolean> isBonded(Account relative, UUID elder) {

        return relative.kind() == AccountKind.CHILD
                ? neighbours
                        .to("child-service")
                        .within(settings.patience())
                        .get(LiveBond.class, "/internal/bonds/{child}/{elder}", relative.id(), elder)
                        .hasElement()
                        .onErrorResume(
                                NeighbourRefused.class,
                                it -> it.status().isSameCodeAs(HttpStatus.NOT_FOUND)
                                        ? Mono.just(false)
                                        : isBondedAsKnown(relative, elder))
                        .onErrorResume(Unavailable.class, _ -> isBondedAsKnown(relative, elder))
                : isBondedAsKnown(relative, elder);
    }

    /** Told unless the bond is known to have ended: the fact that made it may still be on its way. */
    private Mono<Boolean> isBondedAsKnown(Account relative, UUID elder) {

        return bonds.of(elder)
                .filter(it -> it.relative().equals(relative))
                .collectList()
                .map(theirs -> theirs.isEmpty() || theirs.stream().anyMatch(Bond::isLive));
    }

    @Override
    public Mono<Boolean> hasAlertPhone(UUID child) {

        return bonds.parentsOf(child)
                .concatMap(contacts::lastKnownChildrenOf)
                .any(it -> it.value().items().stream()
                        .anyMatch(contact -> contact.childId().equals(child) && contact.alertPhone() != null));
    }
}
