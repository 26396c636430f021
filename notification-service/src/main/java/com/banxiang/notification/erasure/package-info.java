/** Forgets people: it knows every table of the service, as only what crosses all features does; nothing leaves the package. */
@NullMarked
package com.banxiang.notification.erasure;

import org.jspecify.annotations.NullMarked;
