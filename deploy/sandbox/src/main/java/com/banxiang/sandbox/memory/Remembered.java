package com.banxiang.sandbox.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Values under keys, forgotten when they are too old or when there are more than the limit, the oldest first. */
public final class Remembered<K, V> {

    private record Kept<V>(V value, Instant since) {}

    private final int limit;
    private final Duration keptFor;
    private final Clock clock;
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>();

    public Remembered(int limit, Duration keptFor, Clock clock) {
        this.limit = limit;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(kept.get(key)).filter(this::isYoung).map(Kept::value);
    }

    public synchronized List<V> all() {
        return kept.values().stream().filter(this::isYoung).map(Kept::value).toList();
    }

    public synchronized void put(K key, V value) {

        kept.remove(key);
        kept.put(key, new Kept<>(value, clock.instant()));
        if (kept.size() > limit) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** False if the key is known already; then nothing changes. */
    public synchronized boolean putIfNew(K key, V value) {

        if (find(key).isPresent()) {
            return false;
        }
        put(key, value);
        return true;
    }

    public synchronized void remove(K key) {
        kept.remove(key);
    }

    public synchronized void removeIf(Predicate<? super V> unwanted) {
        kept.values().removeIf(it -> unwanted.test(it.value()));
    }

    private boolean isYoung(Kept<V> it) {
        return clock.instant().isBefore(it.since().plus(keptFor));
    }
}
