/** Tests of the package of the same name. */
@NullMarked
package com.banxiang.fleet.parts;

import org.jspecify.annotations.NullMarked;
