/** Who belongs to whose family; leaves the package: {@link com.banxiang.user.family.FamilyEvent}. */
@NullMarked
package com.banxiang.user.family;

import org.jspecify.annotations.NullMarked;
