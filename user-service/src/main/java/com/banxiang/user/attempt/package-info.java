/** Counts what may be tried only so often; leaves the package: {@link com.banxiang.user.attempt.Attempts}. */
@NullMarked
package com.banxiang.user.attempt;

import org.jspecify.annotations.NullMarked;
