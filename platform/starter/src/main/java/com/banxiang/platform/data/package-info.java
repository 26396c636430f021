/** The service's own schema: its migrations, and the reading of its rows. The latter leaves it. */
@NullMarked
package com.banxiang.platform.data;

import org.jspecify.annotations.NullMarked;
