/**
 * Whose device is whose.
 * <p>
 * {@link com.banxiang.health.device.DeviceEvent} and the ports {@link com.banxiang.health.device.LinkedDevices},
 * {@link com.banxiang.health.device.HeardDevices}, {@link com.banxiang.health.device.CloudLinks} and
 * {@link com.banxiang.health.device.CloudAccounts}, which somebody else meets, leave this package.
 */
@NullMarked
package com.banxiang.health.device;

import org.jspecify.annotations.NullMarked;
