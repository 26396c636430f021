/**
 * A part's own OpenAPI document: what its code says, kept beside the words people wrote, and what its answers are held
 * to.
 */
@NullMarked
package com.banxiang.testkit.api;

import org.jspecify.annotations.NullMarked;
