/** All the fleet knows about a person, for them to take along; nothing leaves the package. */
@NullMarked
package com.banxiang.user.portability;

import org.jspecify.annotations.NullMarked;
