package com.banxiang.platform.remote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The patience of one service with another.
 *
 * @param connect until a connection stands
 * @param response the whole of a call, unless the caller says {@link Neighbour#within}
 * @param connections to one neighbour at most
 * @param waiting calls that wait for a connection at most; the next one is refused
 * @param window how far back the breaker looks
 * @param least so many calls in the window before the breaker judges
 * @param failureShare in percent; from here on it opens
 * @param pause how long it stays open
 */
@ConfigurationProperties("banxiang.neighbour")
record NeighbourSettings(
        @DefaultValue("1s") Duration connect,
        @DefaultValue("2s") Duration response,
        @DefaultValue("64") int connections,
        @DefaultValue("256") int waiting,
        @DefaultValue("10s") Duration window,
        @DefaultValue("20") int least,
        @DefaultValue("50") float failureShare,
        @DefaultValue("2s") Duration pause) {}
