/** Signs access tokens and shows the keys that verify them; leaves the package: {@link com.banxiang.user.token.IssueAccessToken}. */
@NullMarked
package com.banxiang.user.token;

import org.jspecify.annotations.NullMarked;
