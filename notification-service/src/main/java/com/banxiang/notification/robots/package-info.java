/** The robot in the group of those on duty. Nothing leaves the package. */
@NullMarked
package com.banxiang.notification.robots;

import org.jspecify.annotations.NullMarked;
