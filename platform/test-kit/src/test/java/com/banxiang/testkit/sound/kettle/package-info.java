/** A kettle; its identifier leaves the package. */
@NullMarked
package com.banxiang.testkit.sound.kettle;

import org.jspecify.annotations.NullMarked;
