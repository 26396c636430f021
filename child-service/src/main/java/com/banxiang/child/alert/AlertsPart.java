package com.banxiang.child.alert;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.overview.OverviewPart;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.web.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What nobody has taken care of, and the newest alert, at a glance. */
@Component
@Order(2)
final class AlertsPart implements OverviewPart {

    /** A name only decorates: it must not cost the alerts their place in an answer that waits 800 ms. */
    private static final Duration PATIENCE_WITH_NAMES = Duration.ofMillis(300);

    private static final PageRequest NEWEST = new PageRequest(1, null);

    record AlertsGlance(long unacknowledged, @Nullable AlertView latest) {}

    private final VisibleAlerts alerts;
    private final Acknowledgers acknowledgers;

    AlertsPart(VisibleAlerts alerts, Acknowledgers acknowledgers) {
        this.alerts = alerts;
        this.acknowledgers = acknowledgers;
    }

    @Override
    public String name() {
        return "alerts";
    }

    /** An alert tells of health. */
    @Override
    public Scope scope() {
        return Scope.HEALTH;
    }

    @Override
    public Mono<AlertsGlance> of(Bond bond) {

        var open = alerts.countOpen(List.of(bond)).map(it -> it.getOrDefault(bond.parent(), 0L));
        var latest = alerts.page(List.of(bond), null, NEWEST)
                .next()
                .flatMap(this::view)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());

        return open.zipWith(latest, (count, alert) -> new AlertsGlance(count, alert.orElse(null)));
    }

    private Mono<AlertView> view(Alert alert) {
        return acknowledgers
                .namesOf(List.of(alert))
                .timeout(PATIENCE_WITH_NAMES, Mono.just(Map.of()))
                .map(names -> AlertView.of(alert, names));
    }
}
