/**
 * All a child wants to know of a parent at one glance, put together from parts that each may be missing.
 *
 * <p>It knows no part: whoever has one offers it as an {@link com.banxiang.child.overview.OverviewPart}, which alone leaves
 * this package.
 */
@NullMarked
package com.banxiang.child.overview;

import org.jspecify.annotations.NullMarked;
