package com.banxiang.user.login;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of signing in by SMS.
 *
 * @param template the text of the message, by notification-service's name for it
 * @param eraseTemplate the same for a code that erases the account, so that nobody takes it for another one
 * @param perPhone how many messages a phone gets
 * @param perAddress how many are asked for from one IP address
 * @param fleet how many we send at all, so that nobody can spend our money in our name
 * @param patience with notification-service, which answers when the vendor has
 * @param triesPerMinute how many codes may be tried for a phone
 */
@ConfigurationProperties("user.login")
record LoginSettings(
        String template,
        String eraseTemplate,
        List<Quota> perPhone,
        Quota perAddress,
        Quota fleet,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("5") int triesPerMinute) {

    LoginSettings {
        if (perPhone.isEmpty()) {
            throw new IllegalArgumentException("user.login.per-phone: none (expected: at least one)");
        }
        perPhone = List.copyOf(perPhone);
    }

    String templateOf(Purpose purpose) {
        return switch (purpose) {
            case LOGIN -> template;
            case ERASE -> eraseTemplate;
        };
    }

    /**
     * So many in any stretch of time of that length.
     *
     * @param most at least one
     * @param within the length of the sliding window
     */
    record Quota(int most, Duration within) {

        Quota {
            if (most < 1 || !within.isPositive()) {
                throw new IllegalArgumentException("quota: %d within %s (expected: positive)".formatted(most, within));
            }
        }
    }
}
