/**
 * The people and devices of the main job, as programs: they know the gateway and the sandbox's control side, nothing else.
 *
 * <p>The demo, the end-to-end test and the load programs are played by them, so the whole package is public.
 */
@NullMarked
package com.banxiang.fleet.journey;

import org.jspecify.annotations.NullMarked;
