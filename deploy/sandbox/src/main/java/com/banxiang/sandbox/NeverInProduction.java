package com.banxiang.sandbox;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Stops the start where real people could be sent messages that nobody ever sends. */
@Component
final class NeverInProduction {

    NeverInProduction(Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("production", "prod"))) {
            throw new IllegalStateException(
                    "profile: production (expected: none, the vendor sandbox is for development)");
        }
    }
}
