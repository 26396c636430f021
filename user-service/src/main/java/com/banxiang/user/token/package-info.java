/** Signs access tokens and shows the keys that verify them; {@code IssueAccessToken} leaves the package. */
@NullMarked
package com.banxiang.user.token;

import org.jspecify.annotations.NullMarked;
