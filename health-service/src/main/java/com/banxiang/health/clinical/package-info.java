/**
 * What a reading means: plausible or not, its level, and whether somebody must be told. Numbers are configuration with a
 * version, never literals; everything here is a pure function of them.
 * <p>
 * The rules and what they answer leave the package; reading them from the configuration doesn't.
 */
@NullMarked
package com.banxiang.health.clinical;

import org.jspecify.annotations.NullMarked;
