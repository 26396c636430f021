/**
 * What arrives for any vendor: read once, remembered for people and tests, and spoiled where a fault asks for it. Public:
 * the vendors' names, a received call, and what a vendor has to say about its own failures.
 */
@NullMarked
package com.banxiang.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
