/**
 * Huawei's health cloud: the page where a person agrees, tokens, readings, and notifications that there are new ones. Nothing
 * leaves the package.
 */
@NullMarked
package com.banxiang.sandbox.huawei;

import org.jspecify.annotations.NullMarked;
