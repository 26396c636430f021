/**
 * What elders let children see and do, and the door every look at a parent passes.
 *
 * <p>{@link com.banxiang.child.sharing.Scope}, {@link com.banxiang.child.sharing.Sharings} and {@link
 * com.banxiang.child.sharing.ParentAccess} leave this package.
 */
@NullMarked
package com.banxiang.child.sharing;

import org.jspecify.annotations.NullMarked;
