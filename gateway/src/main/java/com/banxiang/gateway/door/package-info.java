/** Who is let in: every request passes here first, in the order in which the fleet refuses. Nothing leaves the package. */
@NullMarked
package com.banxiang.gateway.door;

import org.jspecify.annotations.NullMarked;
