/** Builds what changed since the last time, and nothing when nothing did. */
@NullMarked
package com.banxiang.fleet.build;

import org.jspecify.annotations.NullMarked;
