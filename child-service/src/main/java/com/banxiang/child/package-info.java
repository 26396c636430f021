/**
 * Children far away: their accounts, their bonds with parents, and what they see and do for them.
 *
 * <p>It owns the bonds, so it decides who may look at whom. It doesn't know how alerts are judged, nor how people are told.
 */
@NullMarked
package com.banxiang.child;

import org.jspecify.annotations.NullMarked;
