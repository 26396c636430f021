/**
 * Vendors that speak their own protocols on this machine, so that the services run their real adapters unchanged. Shares
 * no code with them: what checks must not repeat the mistakes of what is checked.
 */
@NullMarked
package com.banxiang.sandbox;

import org.jspecify.annotations.NullMarked;
