/**
 * Who is asking, and whether they may.
 *
 * <p>Every endpoint is denied unless a service's {@link com.banxiang.platform.security.AccessRules} open it.
 */
@NullMarked
package com.banxiang.platform.security;

import org.jspecify.annotations.NullMarked;
