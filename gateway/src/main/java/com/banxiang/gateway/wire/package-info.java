/**
 * How requests arrive, before they are any: TLS, and what the server underneath bears with.
 *
 * <p>Only the way into its pipeline leaves the package.
 */
@NullMarked
package com.banxiang.gateway.wire;

import org.jspecify.annotations.NullMarked;
