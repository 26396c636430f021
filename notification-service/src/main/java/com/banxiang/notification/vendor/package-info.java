/** Calls to companies outside, each behind its own connections and breaker; {@link com.banxiang.notification.vendor.Vendors} and {@link com.banxiang.notification.vendor.Secret} leave the package. */
@NullMarked
package com.banxiang.notification.vendor;

import org.jspecify.annotations.NullMarked;
