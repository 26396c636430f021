/** Tests of the package of the same name. */
@NullMarked
package com.banxiang.fleet.secrets;

import org.jspecify.annotations.NullMarked;
