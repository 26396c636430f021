/** Keys and passwords of the local fleet, made once, and the settings each application is started with. */
@NullMarked
package com.banxiang.fleet.secrets;

import org.jspecify.annotations.NullMarked;
