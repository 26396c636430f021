/** Counts what may be tried only so often; {@code Attempts} leaves the package. */
@NullMarked
package com.banxiang.user.attempt;

import org.jspecify.annotations.NullMarked;
