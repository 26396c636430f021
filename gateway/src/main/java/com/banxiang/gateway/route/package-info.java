/**
 * Where a path leads, and how a request is carried there and its answer back.
 *
 * <p>The table and what the door found out about a request leave the package.
 */
@NullMarked
package com.banxiang.gateway.route;

import org.jspecify.annotations.NullMarked;
