/** Answers every request in the one shape the fleet promises, whether it went well or not. */
@NullMarked
package com.banxiang.platform.web;

import org.jspecify.annotations.NullMarked;
