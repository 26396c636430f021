/**
 * Family codes, from the elder who gives one to the child who redeems it; {@code RedeemFamilyCode} leaves the package.
 */
@NullMarked
package com.banxiang.user.invitation;

import org.jspecify.annotations.NullMarked;
