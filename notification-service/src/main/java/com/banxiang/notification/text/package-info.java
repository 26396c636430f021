/** The words people read, kept as data in both languages; {@link com.banxiang.notification.text.Texts} leaves the package. */
@NullMarked
package com.banxiang.notification.text;

import org.jspecify.annotations.NullMarked;
