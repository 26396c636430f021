package com.banxiang.user.account;

import java.time.Instant;

/**
 * Whom to call when a person does not answer.
 *
 * @param consentedAt when that third person agreed, as the account's owner says
 */
record EmergencyContact(String name, String phone, Instant consentedAt) {}
