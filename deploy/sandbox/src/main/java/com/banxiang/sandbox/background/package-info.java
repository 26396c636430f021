/** Work that goes on after the call that started it was answered. Public: {@link com.banxiang.sandbox.background.Background}. */
@NullMarked
package com.banxiang.sandbox.background;

import org.jspecify.annotations.NullMarked;
