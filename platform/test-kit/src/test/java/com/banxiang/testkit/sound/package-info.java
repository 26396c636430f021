/** A house that keeps every rule and has something for each to look at. */
@NullMarked
package com.banxiang.testkit.sound;

import org.jspecify.annotations.NullMarked;
