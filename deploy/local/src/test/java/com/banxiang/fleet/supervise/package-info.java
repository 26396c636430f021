/** Tests of the package of the same name. */
@NullMarked
package com.banxiang.fleet.supervise;

import org.jspecify.annotations.NullMarked;
