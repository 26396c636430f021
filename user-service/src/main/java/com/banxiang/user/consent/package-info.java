/** What a person agreed to and what children may see; leaves the package: {@link com.banxiang.user.consent.ShareWithFamily}. */
@NullMarked
package com.banxiang.user.consent;

import org.jspecify.annotations.NullMarked;
