/** Sessions and their refresh tokens, of users and of children; leaves the package: {@link com.banxiang.user.session.OpenSession}. */
@NullMarked
package com.banxiang.user.session;

import org.jspecify.annotations.NullMarked;
