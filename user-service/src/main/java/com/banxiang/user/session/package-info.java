/**
 * Sessions and their refresh tokens, of users and of children; {@code OpenSession} and its {@code TokenPair} leave the
 * package.
 */
@NullMarked
package com.banxiang.user.session;

import org.jspecify.annotations.NullMarked;
