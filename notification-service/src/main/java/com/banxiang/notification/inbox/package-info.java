/** What people were told, as they read it in the app; {@link com.banxiang.notification.inbox.Inbox} leaves the package. */
@NullMarked
package com.banxiang.notification.inbox;

import org.jspecify.annotations.NullMarked;
