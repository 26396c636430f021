package com.banxiang.notification.sms;

import com.banxiang.notification.vendor.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our account with Aliyun.
 *
 * @param baseUrl without a slash at the end
 * @param accessKeySecret signs every call
 * @param signName approved, without its brackets
 * @param patience for one call
 * @param budget for everything that is done for a neighbour who waits
 * @param loginCode template of a code to log in with
 * @param eraseCode template of a code to erase an account with
 * @param childAlert template of a health reminder to a child
 * @param childAlertConfirmed the same after the elder confirmed it
 * @param contactAlert template to the person an elder named for an emergency
 */
@ConfigurationProperties("banxiang.sms")
record SmsSettings(
        @DefaultValue("https://dysmsapi.aliyuncs.com") URI baseUrl,
        String accessKeyId,
        Secret accessKeySecret,
        @DefaultValue("伴享") String signName,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("2700ms") Duration budget,
        @DefaultValue("SMS_100000001") String loginCode,
        @DefaultValue("SMS_100000005") String eraseCode,
        @DefaultValue("SMS_100000002") String childAlert,
        @DefaultValue("SMS_100000004") String childAlertConfirmed,
        @DefaultValue("SMS_100000003") String contactAlert) {

    /** The vendor's template for a text of ours. */
    Optional<String> templateOf(String text) {
        return Optional.ofNullable(
                switch (text) {
                    case "login_code" -> loginCode;
                    case "erase_code" -> eraseCode;
                    case "alert_family" -> childAlert;
                    case "alert_family_confirmed" -> childAlertConfirmed;
                    case "alert_contact" -> contactAlert;
                    default -> null;
                });
    }
}
