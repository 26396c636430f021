/**
 * How a person's values go over days and months: statistics, a robust slope with a test of its significance, and advice by
 * rules that name their source. The mathematics are pure functions.
 * <p>
 * Only {@link com.banxiang.health.trend.Baselines} leaves the package.
 */
@NullMarked
package com.banxiang.health.trend;

import org.jspecify.annotations.NullMarked;
