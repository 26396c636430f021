/** The chat robots that operators listen to. Nothing leaves the package. */
@NullMarked
package com.banxiang.sandbox.robots;

import org.jspecify.annotations.NullMarked;
