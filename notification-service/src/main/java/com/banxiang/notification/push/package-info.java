/** Push by JPush and the devices it goes to; {@link com.banxiang.notification.push.PushDevices} leaves the package. */
@NullMarked
package com.banxiang.notification.push;

import org.jspecify.annotations.NullMarked;
