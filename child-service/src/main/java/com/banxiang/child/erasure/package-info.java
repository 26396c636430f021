/** Erases accounts: a child's at its wish, and what is known of an elder when the elder is gone; nothing leaves the package. */
@NullMarked
package com.banxiang.child.erasure;

import org.jspecify.annotations.NullMarked;
