/**
 * Who must be told that a reading is beyond its bounds, when again, and when it is over.
 * <p>
 * {@link com.banxiang.health.alert.AlertEvent} and the port {@link com.banxiang.health.alert.Corrections} leave this package.
 */
@NullMarked
package com.banxiang.health.alert;

import org.jspecify.annotations.NullMarked;
