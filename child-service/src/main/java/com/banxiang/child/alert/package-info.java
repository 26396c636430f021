/**
 * What children see of their parents' alerts, and their taking care of one.
 *
 * <p>It is a projection of facts that arrive in any order. {@link com.banxiang.child.alert.AlertEvent} leaves this package.
 */
@NullMarked
package com.banxiang.child.alert;

import org.jspecify.annotations.NullMarked;
