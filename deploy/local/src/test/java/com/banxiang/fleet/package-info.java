/** The launcher tried as a whole, on real servers. */
@NullMarked
package com.banxiang.fleet;

import org.jspecify.annotations.NullMarked;
