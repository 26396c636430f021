/**
 * Who looks after whom: making, changing, ending and showing bonds.
 *
 * <p>{@link com.banxiang.child.bond.Bond}, {@link com.banxiang.child.bond.BondEvent}, {@link
 * com.banxiang.child.bond.Relationship}, {@link com.banxiang.child.bond.LiveBonds} and {@link
 * com.banxiang.child.bond.ParentProfiles} with what they answer leave this package; {@link
 * com.banxiang.child.bond.OpenAlerts} is what it needs of another.
 */
@NullMarked
package com.banxiang.child.bond;

import org.jspecify.annotations.NullMarked;
