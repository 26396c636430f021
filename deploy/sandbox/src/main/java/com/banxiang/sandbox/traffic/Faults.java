package com.banxiang.sandbox.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The faults that wait for their calls. Of several that concern one call the oldest is used, and only it. */
@Component
final class Faults {

    static final int LIMIT = 100;

    private final List<Fault> waiting = new ArrayList<>();

    /** False if there are too many already. */
    synchronized boolean add(Fault fault) {
        return waiting.size() < LIMIT && waiting.add(fault);
    }

    synchronized void clear() {
        waiting.clear();
    }

    synchronized Fault take(Vendor vendor, Predicate<Fault> concerns) {

        for (var each = waiting.listIterator(); each.hasNext(); ) {
            var fault = each.next();
            if (concerns.test(fault)) {
                if (fault.times() > 1) {
                    each.set(fault.onceLess());
                } else {
                    each.remove();
                }
                return fault;
            }
        }
        return Fault.none(vendor);
    }
}
