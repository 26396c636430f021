package com.banxiang.health.portability;

import com.banxiang.health.portability.PersonalRows.ExportedAlert;
import com.banxiang.health.portability.PersonalRows.ExportedDevice;
import com.banxiang.health.portability.PersonalRows.ExportedRecord;
import com.banxiang.health.portability.PersonalRows.ExportedThresholds;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives out what is kept of an elder, in one answer that a neighbour can hold: the newest readings and alerts, and whether that
 * was all. Every reading there is can be had as a stream from {@code GET /health/export?format=fhir}.
 */
@Component
final class ExportElder {

    /** About 250 bytes each: half of what a neighbour reads at most. */
    static final int MOST_RECORDS = 2_000;

    static final int MOST_ALERTS = 500;
    static final int MOST_DEVICES = 100;

    /** @param complete false if there are more readings or alerts than these */
    record Exported(
            List<ExportedRecord> records,
            List<ExportedAlert> alerts,
            List<ExportedThresholds> thresholds,
            List<ExportedDevice> devices,
            boolean complete) {}

    private final PersonalRows rows;
    private final Audit audit;

    ExportElder(PersonalRows rows, Audit audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<Exported> handle(UUID elder, CallingService by) {
        return audit.read(Actor.of(by), "export-account", new Account(AccountKind.USER, elder))
                .then(Mono.defer(() -> collect(elder)))
                .checkpoint("export elder");
    }

    private Mono<Exported> collect(UUID elder) {
        return rows.records(elder, MOST_RECORDS + 1)
                .collectList()
                .flatMap(records -> rows.alerts(elder, MOST_ALERTS + 1)
                        .collectList()
                        .flatMap(alerts -> rows.thresholds(elder)
                                .collectList()
                                .flatMap(thresholds -> rows.devices(elder, MOST_DEVICES)
                                        .collectList()
                                        .map(devices -> exported(records, alerts, thresholds, devices)))));
    }

    private static Exported exported(
            List<ExportedRecord> records,
            List<ExportedAlert> alerts,
            List<ExportedThresholds> thresholds,
            List<ExportedDevice> devices) {
        return new Exported(
                records.stream().limit(MOST_RECORDS).toList(),
                alerts.stream().limit(MOST_ALERTS).toList(),
                thresholds,
                devices,
                records.size() <= MOST_RECORDS && alerts.size() <= MOST_ALERTS);
    }
}
