package com.banxiang.child.overview;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.sharing.Scope;
import reactor.core.publisher.Mono;

/**
 * Something to be seen of a parent at a glance; whoever knows it meets this need.
 *
 * <p>A part comes into being with the class that offers it, and only where what it asks exists: a service that is not
 * configured has none, and is then neither shown nor missed.
 */
public interface OverviewPart {

    /** What it is called in the answer. */
    String name();

    /** What the parent must share for it to be asked. */
    Scope scope();

    /**
     * Never empty. The door is open and the look is written down already; it is given up when it takes too long, and a
     * failure of any kind means that it is not to be had now.
     */
    Mono<?> of(Bond bond);
}
