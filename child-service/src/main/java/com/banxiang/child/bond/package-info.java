/**
 * Who looks after whom, and what that opens.
 *
 * <p>{@link com.banxiang.child.bond.Bond}, {@link com.banxiang.child.bond.BondEvent} and {@link
 * com.banxiang.child.bond.ParentAccess}, which every look at a parent passes, leave this package.
 */
@NullMarked
package com.banxiang.child.bond;

import org.jspecify.annotations.NullMarked;
