/** Announces a change exactly when the change itself is committed. The outbox, events and their topics leave it. */
@NullMarked
package com.banxiang.platform.outbox;

import org.jspecify.annotations.NullMarked;
