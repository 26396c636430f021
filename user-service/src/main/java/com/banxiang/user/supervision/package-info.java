/** Accounts of app users as operators see them, and may close them; nothing leaves the package. */
@NullMarked
package com.banxiang.user.supervision;

import org.jspecify.annotations.NullMarked;
