/**
 * What came of each use case: a count, and a line in the log.
 *
 * <p>{@link com.banxiang.child.outcome.Outcomes} and {@link com.banxiang.child.outcome.UseCase} leave this package.
 */
@NullMarked
package com.banxiang.child.outcome;

import org.jspecify.annotations.NullMarked;
