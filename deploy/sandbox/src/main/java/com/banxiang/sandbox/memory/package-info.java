/** What the sandbox remembers, never more than a bound. Public: both kinds of memory. */
@NullMarked
package com.banxiang.sandbox.memory;

import org.jspecify.annotations.NullMarked;
