/** Asks a part whether it is well, in the part's own protocol and without a client library, because the launcher must start fast. */
@NullMarked
package com.banxiang.fleet.probe;

import org.jspecify.annotations.NullMarked;
