/** Shows a part's OpenAPI document where the gateway looks for it. */
@NullMarked
package com.banxiang.platform.document;

import org.jspecify.annotations.NullMarked;
