package com.banxiang.user.consent;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Deciding what children may see, in the app.
 *
 * @param consentVersion of the text a person reads while deciding; kept with every decision
 */
@ConfigurationProperties("user.sharing")
record SharingSettings(String consentVersion) {}
