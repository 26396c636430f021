/**
 * What an elder lets children see and do.
 *
 * <p>{@link com.banxiang.child.sharing.Scope} and {@link com.banxiang.child.sharing.Sharings} leave this package.
 */
@NullMarked
package com.banxiang.child.sharing;

import org.jspecify.annotations.NullMarked;
