/** Open WebSockets and what is sent to them the moment it lies in the inbox. Nothing leaves the package. */
@NullMarked
package com.banxiang.notification.live;

import org.jspecify.annotations.NullMarked;
