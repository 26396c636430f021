/** A stove, which knows kettles by their identifier. */
@NullMarked
package com.banxiang.testkit.sound.stove;

import org.jspecify.annotations.NullMarked;
