/** The servers tried, also without warning. */
@NullMarked
package com.banxiang.testkit.server;

import org.jspecify.annotations.NullMarked;
