/**
 * Erases accounts, elders' at their wish and children's when child-service asks, and tells the fleet. It knows every table of
 * the service, as only what crosses all features does; nothing leaves the package.
 */
@NullMarked
package com.banxiang.user.erasure;

import org.jspecify.annotations.NullMarked;
