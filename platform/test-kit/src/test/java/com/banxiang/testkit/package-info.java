/** The test kit tried on a small application of its own. */
@NullMarked
package com.banxiang.testkit;

import org.jspecify.annotations.NullMarked;
