/** A house that breaks every rule, each in one place. */
@NullMarked
package com.banxiang.testkit.broken;

import org.jspecify.annotations.NullMarked;
