/**
 * What bands send: checked, understood and stored within the request, so that an alarm is a second away.
 * Nothing leaves this package.
 */
@NullMarked
package com.banxiang.health.webhook;

import org.jspecify.annotations.NullMarked;
