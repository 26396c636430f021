/** The form of every id in the fleet. */
@NullMarked
package com.banxiang.platform.id;

import org.jspecify.annotations.NullMarked;
