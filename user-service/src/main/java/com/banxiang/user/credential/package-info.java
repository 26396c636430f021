/** How operators prove who they are; {@code Passwords} and {@code OneTimeSecret} leave the package. */
@NullMarked
package com.banxiang.user.credential;

import org.jspecify.annotations.NullMarked;
