/**
 * What a person or a device measured, and whether that can be true at all.
 * <p>
 * Values only: every feature of this service speaks of readings with these types, so all of them leave the package.
 */
@NullMarked
package com.banxiang.health.reading;

import org.jspecify.annotations.NullMarked;
