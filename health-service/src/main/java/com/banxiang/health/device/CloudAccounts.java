package com.banxiang.health.device;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The leave people give us in the cloud of a brand. */
public interface CloudAccounts {

    /**
     * The way to a brand's page.
     *
     * @param linkId of the link that it will be
     * @param state what the browser will bring back
     */
    record WayThere(UUID linkId, URI authorizeUrl, String state) {}

    /** Whether we are known to the brand at all. */
    boolean isAvailable();

    /** Never empty. */
    Mono<WayThere> begin(UUID userId);

    /** What is measured from now on is nobody's, and the leave is given back soon. Joins the caller's transaction. */
    Mono<Void> end(UUID linkId);

    /** The same for every leave of somebody who is to be forgotten: what is kept of it says no more whose it was. */
    Mono<Void> endAll(UUID userId);

    /** Does that now that the transaction is over, rather than soon. Never waits. */
    Mono<Void> giveBack();

    /** Fetches at once. Zero where that was begun, else when to ask again; never empty. */
    Mono<Duration> pullNow(UUID linkId);
}
