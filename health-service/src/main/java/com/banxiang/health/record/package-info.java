/**
 * The readings of a person, as stored: added by hand or by a device, listed, taken back.
 * <p>
 * {@link com.banxiang.health.record.HealthRecordEvent} and the port {@link com.banxiang.health.record.RecordIntake} leave
 * this package.
 */
@NullMarked
package com.banxiang.health.record;

import org.jspecify.annotations.NullMarked;
