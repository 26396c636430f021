/** Whether people can be reached at all, before it matters. Nothing leaves the package. */
@NullMarked
package com.banxiang.notification.preference;

import org.jspecify.annotations.NullMarked;
