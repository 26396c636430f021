/** Brings what is stored encrypted under the key of today, whatever table it stands in; nothing leaves the package. */
@NullMarked
package com.banxiang.user.rotation;

import org.jspecify.annotations.NullMarked;
