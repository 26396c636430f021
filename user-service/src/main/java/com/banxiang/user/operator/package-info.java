/**
 * Those who work for the house: who they are, how they come in, and what they may do. Nothing leaves the package; sessions
 * ask for an operator's roles through their own port.
 */
@NullMarked
package com.banxiang.user.operator;

import org.jspecify.annotations.NullMarked;
