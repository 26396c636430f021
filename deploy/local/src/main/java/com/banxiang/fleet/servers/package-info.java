/** How each part is prepared, started and asked whether it is well. */
@NullMarked
package com.banxiang.fleet.servers;

import org.jspecify.annotations.NullMarked;
