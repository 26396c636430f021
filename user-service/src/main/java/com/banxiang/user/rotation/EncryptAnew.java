package com.banxiang.user.rotation;

import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.crypto.Undecipherable;
import com.banxiang.platform.work.TimedWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Encrypts with the current key what is stored under an older one, so that the older one can be withdrawn.
 * <p>
 * It walks each table by id in small steps, and replaces only what nobody changed meanwhile. Several replicas at once do no
 * harm, and whatever ends it, the next hour goes on. A row that can't be read is counted and left: it needs a person.
 */
@Component
final class EncryptAnew {

    private static final Logger log = LoggerFactory.getLogger(EncryptAnew.class);

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int STEP = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String ROWS = "user.reencryption";
    private static final String OUTCOME = "outcome";

    /** A step of the walk; the last of a table is not full. */
    private record Step(List<EncryptedRow> rows, long renewed) {

        boolean isLast() {
            return rows.size() < STEP;
        }
    }

    private final EncryptedRows rows;
    private final FieldCipher cipher;
    private final MeterRegistry meters;
    private final String current;

    EncryptAnew(TimedWork work, EncryptedRows rows, FieldCipher cipher, MeterRegistry meters) {
        this.rows = rows;
        this.cipher = cipher;
        this.meters = meters;
        this.current = cipher.keyIdOf(cipher.encrypt(""));
        work.every("encrypt anew", PERIOD, () -> handle().then());
    }

    /** Never empty: how many rows were under an older key. */
    Mono<Long> handle() {
        return Flux.fromArray(EncryptedTable.values())
                .concatMap(this::walk)
                .reduce(0L, Long::sum)
                .doOnNext(renewed ->
                        log.atLevel(renewed > 0 ? Level.INFO : Level.DEBUG).log("{} rows are encrypted anew", renewed))
                .checkpoint("encrypt anew");
    }

    private Mono<Long> walk(EncryptedTable table) {
        return step(table, BEFORE_ALL)
                .expand(step -> step.isLast()
                        ? Mono.empty()
                        : step(table, step.rows().getLast().id()))
                .map(Step::renewed)
                .reduce(0L, Long::sum);
    }

    private Mono<Step> step(EncryptedTable table, UUID after) {
        return rows.page(table, after, STEP)
                .collectList()
                .flatMap(found -> Flux.fromIterable(found)
                        .filter(this::isOld)
                        .concatMap(row -> renew(table, row))
                        .filter(renewed -> renewed)
                        .count()
                        .map(renewed -> new Step(found, renewed)));
    }

    private Mono<Boolean> renew(EncryptedTable table, EncryptedRow row) {
        return Mono.fromSupplier(() -> row.with(it -> cipher.encrypt(cipher.decrypt(it))))
                .flatMap(fresh -> rows.replace(table, row, fresh))
                .doOnNext(renewed -> count(renewed ? "renewed" : "changed_meanwhile"))
                .onErrorResume(Undecipherable.class, unreadable -> {
                    log.error("{} {}: no key that is configured reads it", table.table(), row.id());
                    count("unreadable");
                    return Mono.just(false);
                });
    }

    private boolean isOld(EncryptedRow row) {
        return row.fields().values().stream().anyMatch(it -> !cipher.keyIdOf(it).equals(current));
    }

    private void count(String outcome) {
        meters.counter(ROWS, OUTCOME, outcome).increment();
    }
}
