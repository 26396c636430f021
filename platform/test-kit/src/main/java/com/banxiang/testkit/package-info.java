/**
 * What the tests of every part stand on: annotations that start real servers, tokens, events, stubs and the rules of
 * the house. It knows no part of the fleet, so that every part, the platform too, may use it in its tests.
 */
@NullMarked
package com.banxiang.testkit;

import org.jspecify.annotations.NullMarked;
