/** Signing in with a code sent by SMS; nothing leaves the package. */
@NullMarked
package com.banxiang.user.login;

import org.jspecify.annotations.NullMarked;
