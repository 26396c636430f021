/**
 * Children's accounts and their logging in. Tokens are user-service's; here is only who a WeChat identity is.
 *
 * <p>{@link com.banxiang.child.account.Child}, {@link com.banxiang.child.account.Children} and {@link
 * com.banxiang.child.account.Parents}, user-service's word on an elder, leave this package.
 */
@NullMarked
package com.banxiang.child.account;

import org.jspecify.annotations.NullMarked;
