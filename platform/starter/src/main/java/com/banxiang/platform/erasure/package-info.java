/**
 * Erases accounts, once for all services: who listens, what is remembered, and what is refused afterwards. A service says what
 * its tables forget ({@code Erasure}); that and the doing ({@code EraseAccount}) leave the package.
 */
@NullMarked
package com.banxiang.platform.erasure;

import org.jspecify.annotations.NullMarked;
