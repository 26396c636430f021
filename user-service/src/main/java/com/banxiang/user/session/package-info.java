/**
 * Sessions and their refresh tokens, of users, children and operators; {@code OpenSession} with its {@code TokenPair},
 * {@code EndSessions} and {@code OperatorRoles}, what sessions ask of others, leave the package.
 */
@NullMarked
package com.banxiang.user.session;

import org.jspecify.annotations.NullMarked;
