/** Family codes, from the elder who gives one to the child who redeems it; leaves the package: {@link com.banxiang.user.invitation.RedeemFamilyCode}. */
@NullMarked
package com.banxiang.user.invitation;

import org.jspecify.annotations.NullMarked;
