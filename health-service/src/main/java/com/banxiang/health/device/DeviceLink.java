package com.banxiang.health.device;

import java.time.Instant;
import java.util.UUID;

/**
 * A person's device.
 *
 * @param externalId what the device calls itself
 */
record DeviceLink(UUID id, UUID userId, Brand brand, String externalId, Instant linkedAt) {}
