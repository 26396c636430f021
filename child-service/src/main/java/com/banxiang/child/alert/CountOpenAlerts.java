package com.banxiang.child.alert;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.OpenAlerts;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts open alerts for the list of parents. */
@Component
final class CountOpenAlerts implements OpenAlerts {

    private final Alerts alerts;

    CountOpenAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public Mono<Map<UUID, Long>> of(Collection<Bond> bonds) {
        return alerts.countOpen(bonds);
    }
}
