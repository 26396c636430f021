package com.banxiang.child.alert;

import com.banxiang.child.account.Child;
import com.banxiang.child.account.Children;
import com.banxiang.child.account.Parents;
import com.banxiang.child.account.Parents.Parent;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Names of those who took care of alerts. */
@Component
final class Acknowledgers {

    private final Children children;
    private final Parents parents;

    Acknowledgers(Children children, Parents parents) {
        this.children = children;
        this.parents = parents;
    }

    /** By account; whose name is not to be had is left out. */
    Mono<Map<Account, String>> namesOf(Collection<Alert> alerts) {

        var accounts = alerts.stream()
                .map(Alert::currentAcknowledgement)
                .filter(Objects::nonNull)
                .map(Alert.Acknowledgement::by)
                .distinct()
                .toList();

        return children.named(ids(accounts, AccountKind.CHILD))
                .zipWith(parents.named(ids(accounts, AccountKind.USER)), Acknowledgers::names);
    }

    private static Map<Account, String> names(Map<UUID, Child> children, Map<UUID, Parent> parents) {

        var names = new HashMap<Account, String>();
        children.forEach((id, child) -> names.put(new Account(AccountKind.CHILD, id), child.nickname()));
        parents.forEach((id, parent) -> {
            if (parent.nickname() != null) {
                names.put(new Account(AccountKind.USER, id), parent.nickname());
            }
        });

        return names;
    }

    private static Collection<UUID> ids(Collection<Account> accounts, AccountKind kind) {
        return accounts.stream()
                .filter(it -> it.kind() == kind)
                .map(Account::id)
                .toList();
    }
}
