/** How tests speak to the service, and what holds for all of it. */
@NullMarked
package com.banxiang.child;

import org.jspecify.annotations.NullMarked;
