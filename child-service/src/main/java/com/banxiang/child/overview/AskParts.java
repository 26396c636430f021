package com.banxiang.child.overview;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.overview.PartAnswer.NotShared;
import com.banxiang.child.overview.PartAnswer.Seen;
import com.banxiang.child.overview.PartAnswer.Unavailable;
import com.banxiang.child.sharing.Scope;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks all parts at the same time, each within its patience, so that the slowest costs no more than that. */
@Component
@EnableConfigurationProperties(OverviewSettings.class)
final class AskParts {

    private static final Logger log = LoggerFactory.getLogger(AskParts.class);

    private static final int MOST_PARTS = 16;

    private final List<OverviewPart> parts;
    private final OverviewSettings settings;

    AskParts(List<OverviewPart> parts, OverviewSettings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /**
     * Never fails; an answer for each part, in their order.
     *
     * @param shared what the parent shares, or why that is not known; asked once for all parts
     */
    Mono<List<PartAnswer>> handle(Bond bond, Mono<Set<Scope>> shared) {

        var once = shared.cache();

        return Flux.fromIterable(parts)
                .flatMapSequential(part -> answer(part, bond, once), MOST_PARTS)
                .collectList();
    }

    /** Policy: a part that fails, for whatever reason, is named, and the rest of the screen is shown. */
    private Mono<PartAnswer> answer(OverviewPart part, Bond bond, Mono<Set<Scope>> shared) {
        return shared.flatMap(scopes -> scopes.contains(part.scope())
                        ? part.of(bond).<PartAnswer>map(content -> new Seen(part.name(), content))
                        : Mono.just(new NotShared(part.name())))
                .timeout(settings.patience())
                .onErrorResume(failure -> {
                    log.warn("overview: {} is left out: {}", part.name(), failure.toString());
                    return Mono.just(new Unavailable(part.name()));
                });
    }
}
