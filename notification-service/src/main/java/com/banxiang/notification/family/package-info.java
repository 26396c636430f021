/** Who belongs to an elder and how they are reached; {@link com.banxiang.notification.family.Family} leaves the package. */
@NullMarked
package com.banxiang.notification.family;

import org.jspecify.annotations.NullMarked;
