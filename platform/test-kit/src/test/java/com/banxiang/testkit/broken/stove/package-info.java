/** Looks into the kettle, which looks back. */
@NullMarked
package com.banxiang.testkit.broken.stove;

import org.jspecify.annotations.NullMarked;
