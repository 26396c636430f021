/**
 * A band that is read by a phone: posts signed messages to the device webhook, correct ones and every kind of wrong one.
 * Nothing leaves the package.
 */
@NullMarked
package com.banxiang.sandbox.band;

import org.jspecify.annotations.NullMarked;
