/**
 * Who a person is to the fleet: sign-in, sessions, profile, consents and family of app users; it signs every token.
 * It knows no reading, no order and nobody's friends.
 */
@NullMarked
package com.banxiang.user;

import org.jspecify.annotations.NullMarked;
