package com.banxiang.gateway.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the gateway waits for a service, and when it stops asking one that does not answer.
 *
 * @param answerWithin until an ordinary answer begins
 * @param patientAnswerWithin until an answer of a patient row begins: a model that thinks, an upload on a slow line
 * @param callsAtOnce to one service; an answer that streams is a call until it ends
 * @param socketsAtOnce to one service
 * @param idleFor how long a stream, an answer or a WebSocket may say nothing; in all they may last as they like
 */
@ConfigurationProperties("banxiang.gateway.forward")
record ForwardSettings(
        @DefaultValue("5s") Duration answerWithin,
        @DefaultValue("60s") Duration patientAnswerWithin,
        @DefaultValue("60s") Duration idleFor,
        @DefaultValue("512") int callsAtOnce,
        @DefaultValue("20000") int socketsAtOnce,
        @DefaultValue BreakerSettings breaker) {

    /**
     * @param window over which failures are counted
     * @param minimumCalls in a window, before their share means anything
     * @param failureRate in percent, from which on a service is not asked any more
     * @param openFor how long it is left alone before it is tried again
     * @param trials how many requests try it then
     */
    record BreakerSettings(
            @DefaultValue("10s") Duration window,
            @DefaultValue("20") int minimumCalls,
            @DefaultValue("50") float failureRate,
            @DefaultValue("2s") Duration openFor,
            @DefaultValue("5") int trials) {}
}
