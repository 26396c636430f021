/** Operating-system processes that outlive whoever started them, and are found again. */
@NullMarked
package com.banxiang.fleet.process;

import org.jspecify.annotations.NullMarked;
