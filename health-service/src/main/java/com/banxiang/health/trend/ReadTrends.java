package com.banxiang.health.trend;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells how a person's values of one type go. */
@Component
final class ReadTrends {

    private final TrendReadings readings;
    private final TrendRules rules;
    private final Audit audit;

    ReadTrends(TrendReadings readings, TrendRules rules, Audit audit) {
        this.readings = readings;
        this.rules = rules;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<Trend> handle(Window window) {
        return readings.in(window)
                .map(points -> Trend.of(window.type(), points, rules))
                .checkpoint("read trends");
    }

    /** For somebody else than the person: remembered before it is read. */
    Mono<Trend> handle(Actor reader, Window window) {
        return audit.read(reader, "read-health-trends", new Account(AccountKind.USER, window.userId()))
                .then(Mono.defer(() -> handle(window)));
    }
}
