/** Keeps people's data unreadable at rest, and findable all the same where it must be. */
@NullMarked
package com.banxiang.platform.crypto;

import org.jspecify.annotations.NullMarked;
