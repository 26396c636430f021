/** Work that a clock starts and work that needs a thread of its own, each within limits. */
@NullMarked
package com.banxiang.platform.work;

import org.jspecify.annotations.NullMarked;
