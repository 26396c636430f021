package com.banxiang.sandbox.aliyunsms;

import com.banxiang.sandbox.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account that the services use.
 *
 * @param accessKeyId the only key id that is known
 * @param accessKeySecret what its calls are signed with
 * @param signNames approved signatures, without 【】
 * @param deliveredAfter from acceptance to the handset
 * @param slowAnswer how late the slow magic number is answered
 * @param reportUrl where delivery reports are pushed; nowhere if absent
 * @param reportPauses before each further try of a report that was not taken (the vendor: 1, 5 and 10 minutes)
 */
@ConfigurationProperties("sandbox.sms")
record SmsSettings(
        String accessKeyId,
        Secret accessKeySecret,
        List<String> signNames,
        @DefaultValue("2s") Duration deliveredAfter,
        @DefaultValue("10s") Duration slowAnswer,
        @Nullable URI reportUrl,
        @DefaultValue({"1m", "5m", "10m"}) List<Duration> reportPauses) {}
