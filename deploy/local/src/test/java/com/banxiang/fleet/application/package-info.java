/** Tests of the package of the same name. */
@NullMarked
package com.banxiang.fleet.application;

import org.jspecify.annotations.NullMarked;
