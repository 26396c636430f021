package com.banxiang.sandbox.jpush;

import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Ids under which a push takes effect once: handed out on request, good for a day, remembered with the first result. */
@Component
final class Cids {

    private static final Duration GOOD_FOR = Duration.ofDays(1);
    private static final int LIMIT = 50_000;

    private final JPushSettings settings;
    private final IdGenerator ids;
    private final Remembered<String, Boolean> issued;
    private final Remembered<String, Accepted> results;

    Cids(JPushSettings settings, IdGenerator ids, Clock clock) {
        this.settings = settings;
        this.ids = ids;
        this.issued = new Remembered<>(LIMIT, GOOD_FOR, clock);
        this.results = new Remembered<>(LIMIT, GOOD_FOR, clock);
    }

    List<String> issue(int count) {

        var cids = Stream.generate(() -> settings.appKey() + "-" + ids.generateId())
                .limit(count)
                .toList();
        cids.forEach(it -> issued.put(it, true));
        return cids;
    }

    boolean isGood(String cid) {
        return issued.find(cid).isPresent();
    }

    Optional<Accepted> result(String cid) {
        return results.find(cid);
    }

    void remember(String cid, Accepted result) {
        results.put(cid, result);
    }
}
