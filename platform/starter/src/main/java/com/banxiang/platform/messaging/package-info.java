/** Hands each event that arrives to the listeners that know its type, once. The contracts of listeners leave it. */
@NullMarked
package com.banxiang.platform.messaging;

import org.jspecify.annotations.NullMarked;
