/**
 * The person behind an account; {@code RegisterUser} with its {@code UserView}, {@code LookUpUser}, {@code UnknownUser} and
 * {@code UserEvent} leave the package.
 */
@NullMarked
package com.banxiang.user.account;

import org.jspecify.annotations.NullMarked;
