/**
 * Fetches what a brand keeps in its own cloud: how people give the leave, how long it is kept, and when it is used.
 * <p>
 * Nothing leaves this package; it meets {@link com.banxiang.health.device.CloudAccounts}.
 */
@NullMarked
package com.banxiang.health.pull;

import org.jspecify.annotations.NullMarked;
