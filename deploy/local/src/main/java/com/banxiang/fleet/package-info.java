/** The launcher behind {@code ./fleet}: what a person types, and what answers. Nothing leaves this package but the main class. */
@NullMarked
package com.banxiang.fleet;

import org.jspecify.annotations.NullMarked;
