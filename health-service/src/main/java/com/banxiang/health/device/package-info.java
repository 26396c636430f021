/**
 * Whose device is whose.
 * <p>
 * {@link com.banxiang.health.device.DeviceEvent} and the ports {@link com.banxiang.health.device.LinkedDevices} and
 * {@link com.banxiang.health.device.HeardDevices} leave this package.
 */
@NullMarked
package com.banxiang.health.device;

import org.jspecify.annotations.NullMarked;
