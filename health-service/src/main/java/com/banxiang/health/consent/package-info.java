/**
 * Whether a person agreed that we keep their health data. user-service owns the answer.
 * <p>
 * The port {@link com.banxiang.health.consent.HealthConsent} leaves this package.
 */
@NullMarked
package com.banxiang.health.consent;

import org.jspecify.annotations.NullMarked;
