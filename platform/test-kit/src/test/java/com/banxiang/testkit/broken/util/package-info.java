/** Says nothing by its name. */
@NullMarked
package com.banxiang.testkit.broken.util;

import org.jspecify.annotations.NullMarked;
