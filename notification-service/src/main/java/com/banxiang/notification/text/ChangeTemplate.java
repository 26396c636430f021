package com.banxiang.notification.text;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Invalid;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Changes the words of a template. They may use what is given to them as they ship and nothing else: no name, no phone and no
 * reading ever is, so none can be asked for. All of a change counts, or nothing.
 */
@Component
final class ChangeTemplate {

    /** @param words null for those that ship */
    record Change(Piece piece, @Nullable String words) {}

    private final ShippedTexts shipped;
    private final ChangedTexts changed;
    private final CurrentTexts current;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ChangeTemplate(
            ShippedTexts shipped,
            ChangedTexts changed,
            CurrentTexts current,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.shipped = shipped;
        this.changed = changed;
        this.current = current;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Fails with {@link UnknownTemplate}, or {@link Invalid} by the place of the change in the list. */
    Mono<Void> handle(String template, List<Change> changes, Account by) {

        return Mono.fromRunnable(() -> check(template, changes))
                .then(Mono.defer(() -> changed.lock()))
                .then(Mono.defer(() -> audit.act(new Actor(by, null), "change-template")))
                .thenMany(Flux.fromIterable(changes))
                .concatMap(it -> changed.add(it.piece(), it.words(), by.id(), clock.instant()))
                .then()
                .as(transaction::transactional)
                .then(Mono.defer(current::refresh))
                .checkpoint("change a template");
    }

    private void check(String template, List<Change> changes) {

        if (!shipped.templates().contains(template)) {
            throw new UnknownTemplate(template);
        }

        var seen = new HashSet<Piece>();
        for (var i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            if (!shipped.has(template, change.piece().part())) {
                throw new Invalid("texts[%d].part".formatted(i), "template.noSuchPart");
            }
            if (!seen.add(change.piece())) {
                throw new Invalid("texts[%d].part".formatted(i), "template.twice");
            }
            check("texts[%d].text".formatted(i), change.piece(), change.words());
        }
    }

    private void check(String field, Piece piece, @Nullable String words) {

        if (words == null) {
            return;
        }

        var longest = piece.part().longest();
        if (words.codePointCount(0, words.length()) > longest) {
            throw new Invalid(field, "template.tooLong", longest);
        }

        var allowed = shipped.parameters(piece.template(), piece.part());
        if (!withoutThese(words, allowed).matches("[^{}]*")) {
            throw new Invalid(field, "template.parameter");
        }
    }

    private static String withoutThese(String words, Set<String> allowed) {
        return ShippedTexts.PARAMETER.matcher(words).replaceAll(it -> allowed.contains(it.group(1)) ? "" : "{");
    }
}
