/** One look for all Java of the repository. */
@NullMarked
package com.banxiang.format;

import org.jspecify.annotations.NullMarked;
