/** This service's part of what a person takes along; nothing leaves the package. */
@NullMarked
package com.banxiang.health.portability;

import org.jspecify.annotations.NullMarked;
