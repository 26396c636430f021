/** Tests of health-service as a whole, and what its tests share. */
@NullMarked
package com.banxiang.health;

import org.jspecify.annotations.NullMarked;
