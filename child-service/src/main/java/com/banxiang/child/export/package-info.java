/** What is known of a person, for them to take along; nothing leaves the package. */
@NullMarked
package com.banxiang.child.export;

import org.jspecify.annotations.NullMarked;
