package com.banxiang.notification.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How closely the escalations are watched.
 *
 * @param every how often the auditor looks, and how often a step that stays overdue is reported again
 * @param bound how late a step may be; counted from its own minute, however often it was put off since
 */
@ConfigurationProperties("banxiang.escalation-audit")
record EscalationAuditSettings(
        @DefaultValue("30s") Duration every,
        @DefaultValue("1m") Duration bound) {}
