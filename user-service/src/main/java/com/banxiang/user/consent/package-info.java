/** What a person agreed to and what children may see; {@code ShareWithFamily} and {@code Scope} leave the package. */
@NullMarked
package com.banxiang.user.consent;

import org.jspecify.annotations.NullMarked;
