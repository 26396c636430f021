/**
 * Whose device is whose.
 * <p>
 * {@link com.banxiang.health.device.DeviceEvent} and the port {@link com.banxiang.health.device.LinkedDevices} leave this
 * package.
 */
@NullMarked
package com.banxiang.health.device;

import org.jspecify.annotations.NullMarked;
