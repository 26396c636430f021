/**
 * A parent's readings, as health-service keeps them, for a child who may see them. Nothing is stored here but the audit row.
 */
@NullMarked
package com.banxiang.child.health;

import org.jspecify.annotations.NullMarked;
