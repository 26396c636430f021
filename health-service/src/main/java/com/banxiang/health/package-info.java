/**
 * What bodies tell: readings, what they mean, and who must know at once.
 * <p>
 * Owns records, device links and alerts. Knows people only by their account ids; who is told, on which channel and in which
 * words is notification-service's business.
 */
@NullMarked
package com.banxiang.health;

import org.jspecify.annotations.NullMarked;
