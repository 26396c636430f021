/** The audit trail of the whole fleet: every service's rows, kept for good and shown to administrators; nothing leaves it. */
@NullMarked
package com.banxiang.user.trail;

import org.jspecify.annotations.NullMarked;
