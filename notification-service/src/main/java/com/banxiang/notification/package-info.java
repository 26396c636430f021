/** Telling people what happened: in the app at once, outside it by whatever reaches them. Knows no reading and no diagnosis. */
@NullMarked
package com.banxiang.notification;

import org.jspecify.annotations.NullMarked;
