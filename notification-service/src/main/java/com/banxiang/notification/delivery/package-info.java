/**
 * Messages to people outside the app, one row each with its state; {@link com.banxiang.notification.delivery.Outgoing} takes
 * them, {@link com.banxiang.notification.delivery.Channel} carries them, and {@link com.banxiang.notification.delivery.Cause}
 * may call them off.
 */
@NullMarked
package com.banxiang.notification.delivery;

import org.jspecify.annotations.NullMarked;
