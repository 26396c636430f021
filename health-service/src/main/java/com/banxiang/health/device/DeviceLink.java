package com.banxiang.health.device;

import java.time.Instant;
import java.util.UUID;

/**
 * A person's device.
 *
 * @param externalId what the device calls itself; of an account in a cloud a name nobody can read
 * @param version counts its changes
 */
record DeviceLink(
        UUID id, UUID userId, Brand brand, String externalId, Instant linkedAt, Status status, long version) {}
