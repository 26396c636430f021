package com.banxiang.notification.text;

import com.banxiang.notification.text.ChangedTexts.Version;
import com.banxiang.notification.text.Piece.Language;
import com.banxiang.platform.work.TimedWork;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The words as they are now: those that were changed, else those that ship. Held in memory, so that no message waits for them;
 * every instance reads anew what was changed within {@link TextSettings#refresh}, and keeps what it has while it can't.
 */
@Component
final class CurrentTexts {

    /** A text by its name in {@code texts/}. */
    private record Name(Language language, String key) {}

    private final ShippedTexts shipped;
    private final ChangedTexts changed;
    private volatile Map<Name, String> overrides = Map.of();

    CurrentTexts(ShippedTexts shipped, ChangedTexts changed, TextSettings settings, TimedWork work) {
        this.shipped = shipped;
        this.changed = changed;
        work.every("read changed texts", settings.refresh(), this::refresh);
    }

    Mono<Void> refresh() {
        return changed.newest().doOnNext(this::use).then().checkpoint("read changed texts");
    }

    private void use(Map<Piece, Version> newest) {

        var read = new HashMap<Name, String>();
        newest.forEach((piece, version) -> {
            var words = version.words();
            if (words != null) {
                read.put(new Name(piece.language(), piece.key()), words);
            }
        });
        overrides = Map.copyOf(read);
    }

    @Nullable
    String words(Language language, String key) {
        var override = overrides.get(new Name(language, key));
        return override == null ? shipped.words(language, key) : override;
    }
}
