/** Looks into the stove, which looks back. */
@NullMarked
package com.banxiang.testkit.broken.kettle;

import org.jspecify.annotations.NullMarked;
