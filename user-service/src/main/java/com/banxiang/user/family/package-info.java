/** Who belongs to whose family; {@code FamilyEvent} leaves the package. */
@NullMarked
package com.banxiang.user.family;

import org.jspecify.annotations.NullMarked;
