/**
 * What devices bring, however it came: stored, kept raw for a while, and the elder asked where nobody can believe it.
 * <p>
 * {@link com.banxiang.health.arrival.MeasurementEvent}, {@link com.banxiang.health.arrival.StoreArrivals} with what it takes,
 * and {@link com.banxiang.health.arrival.PayloadReader}, which says what a raw payload means, leave this package.
 */
@NullMarked
package com.banxiang.health.arrival;

import org.jspecify.annotations.NullMarked;
