package com.banxiang.health.clinical;

import com.banxiang.health.Configured;

/** The clinical rules as the service runs them. */
public final class CurrentRules {

    private static final ClinicalRules RULES = Configured.as(
                    ClinicalSettings.class, "health.clinical", "clinical-rules-2026-11.yaml")
            .rules();

    public static ClinicalRules get() {
        return RULES;
    }

    private CurrentRules() {}
}
