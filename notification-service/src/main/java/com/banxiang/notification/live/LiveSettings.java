package com.banxiang.notification.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Open WebSockets.
 *
 * @param perPerson connections of one person to one instance
 * @param buffer frames that wait for a reader; one more and the reader is dropped
 * @param ping between two pings; the gateway's idle limit is 60 s
 * @param silence without a sign of life from the reader, a pong counts
 * @param ticketLife from a ticket's issue to its use
 * @param resumeWithin how far back a resuming reader is told what came
 * @param resumeAtMost how many of them
 * @param revocations how often revoked sessions are asked for
 */
@ConfigurationProperties("banxiang.live")
record LiveSettings(
        @DefaultValue("5") int perPerson,
        @DefaultValue("256") int buffer,
        @DefaultValue("25s") Duration ping,
        @DefaultValue("70s") Duration silence,
        @DefaultValue("30s") Duration ticketLife,
        @DefaultValue("24h") Duration resumeWithin,
        @DefaultValue("200") int resumeAtMost,
        @DefaultValue("5s") Duration revocations) {}
