/**
 * How people want to be told, and whether they can be reached at all before it matters. Nothing leaves the package: what is
 * sent asks by {@link com.banxiang.notification.delivery.Wishes}.
 */
@NullMarked
package com.banxiang.notification.preference;

import org.jspecify.annotations.NullMarked;
