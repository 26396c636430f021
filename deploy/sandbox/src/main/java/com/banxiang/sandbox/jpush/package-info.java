/** JPush: pushes to aliases, devices and their aliases, delivery reports. Nothing leaves the package. */
@NullMarked
package com.banxiang.sandbox.jpush;

import org.jspecify.annotations.NullMarked;
