/** What operators may see of the messages this service sent: how each fared, never what it said. Nothing leaves the package. */
@NullMarked
package com.banxiang.notification.supervision;

import org.jspecify.annotations.NullMarked;
