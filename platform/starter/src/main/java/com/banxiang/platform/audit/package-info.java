/** Remembers who read or changed what of whom, before the answer is given. */
@NullMarked
package com.banxiang.platform.audit;

import org.jspecify.annotations.NullMarked;
