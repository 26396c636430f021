package com.banxiang.user.invitation;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What giving a family code means.
 *
 * @param consentVersion of the text an elder sees, and agrees to, when making a code
 */
@ConfigurationProperties("user.invitation")
record InvitationSettings(String consentVersion) {

    InvitationSettings {
        if (consentVersion.isBlank()) {
            throw new IllegalArgumentException("user.invitation.consent-version: blank");
        }
    }
}
