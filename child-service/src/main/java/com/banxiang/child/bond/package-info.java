/**
 * Who looks after whom: making, changing, ending and showing bonds.
 *
 * <p>{@link com.banxiang.child.bond.Bond}, {@link com.banxiang.child.bond.BondEvent}, {@link
 * com.banxiang.child.bond.Relationship} and {@link com.banxiang.child.bond.LiveBonds} leave this package; {@link
 * com.banxiang.child.bond.OpenAlerts} is what it needs of another.
 */
@NullMarked
package com.banxiang.child.bond;

import org.jspecify.annotations.NullMarked;
