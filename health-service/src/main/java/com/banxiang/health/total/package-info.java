/**
 * What a day came to in steps and sleep, however many devices counted it.
 * <p>
 * The port {@link com.banxiang.health.total.DayTotals} and what it answers leave this package.
 */
@NullMarked
package com.banxiang.health.total;

import org.jspecify.annotations.NullMarked;
