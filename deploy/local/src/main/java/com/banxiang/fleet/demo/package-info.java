/** The main job, played on the running fleet in words a person can follow. */
@NullMarked
package com.banxiang.fleet.demo;

import org.jspecify.annotations.NullMarked;
