package com.banxiang.health.alert;

import static java.util.stream.Collectors.toSet;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.RequestContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows alerts in the reader's language, with the names of who answered for them. */
@Component
final class AlertViews {

    private final AlertTexts texts;
    private final AcknowledgerNames names;

    AlertViews(AlertTexts texts, AcknowledgerNames names) {
        this.texts = texts;
        this.names = names;
    }

    Mono<Page<AlertView>> of(UUID userId, Page<Episode> page) {
        return names.of(userId, acknowledgers(page.items()))
                .zipWith(language(), (known, language) -> page.map(it -> view(it, known, language)));
    }

    Mono<AlertView> of(UUID userId, Episode episode) {
        return of(userId, Page.all(List.of(episode))).map(it -> it.items().getFirst());
    }

    private AlertView view(Episode it, Map<Account, String> known, Locale language) {

        var answer = it.acknowledged();
        return AlertView.of(it, texts.message(it, language), answer == null ? null : known.get(answer.by()));
    }

    private static Set<Account> acknowledgers(List<Episode> episodes) {
        return episodes.stream()
                .map(Episode::acknowledged)
                .filter(Objects::nonNull)
                .map(Acknowledgement::by)
                .collect(toSet());
    }

    private static Mono<Locale> language() {
        return RequestContext.current().map(RequestContext::language);
    }
}
