/** Keeps every part of a running fleet alive. */
@NullMarked
package com.banxiang.fleet.supervise;

import org.jspecify.annotations.NullMarked;
