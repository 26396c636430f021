package com.banxiang.health.webhook;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What only the bands and we know.
 *
 * @param secrets {@code whsec_…}, newest first; more than one while they are being changed
 */
@ConfigurationProperties("banxiang.devices.band")
record BandSettings(List<String> secrets) {

    BandSettings {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("banxiang.devices.band.secrets: none (expected: one or more)");
        }
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "***";
    }
}
