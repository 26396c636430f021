/** Tests of the package of the same name. */
@NullMarked
package com.banxiang.fleet.build;

import org.jspecify.annotations.NullMarked;
