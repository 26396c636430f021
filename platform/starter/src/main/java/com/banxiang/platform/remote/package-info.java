/** Calls neighbours as this service, within limits. */
@NullMarked
package com.banxiang.platform.remote;

import org.jspecify.annotations.NullMarked;
