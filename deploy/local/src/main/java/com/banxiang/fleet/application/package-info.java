/** Our own jars, unpacked to a class path that starts fast: shared libraries first, one trained class cache over them. */
@NullMarked
package com.banxiang.fleet.application;

import org.jspecify.annotations.NullMarked;
