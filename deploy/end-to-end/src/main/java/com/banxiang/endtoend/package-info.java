/** The whole fleet from outside, with parts dying. */
@NullMarked
package com.banxiang.endtoend;

import org.jspecify.annotations.NullMarked;
