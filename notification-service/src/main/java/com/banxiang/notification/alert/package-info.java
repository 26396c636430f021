/** Alerts as they are told: whom, how, and on whom it falls next while nobody answers. Nothing leaves the package. */
@NullMarked
package com.banxiang.notification.alert;

import org.jspecify.annotations.NullMarked;
