/** The person behind an account; leaves the package: {@link com.banxiang.user.account.RegisterUser} and what it answers. */
@NullMarked
package com.banxiang.user.account;

import org.jspecify.annotations.NullMarked;
