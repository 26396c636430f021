/**
 * Facts that an elder, and for some their family, is told as they are, each with its text; one listener a fact. Nothing leaves
 * the package.
 */
@NullMarked
package com.banxiang.notification.news;

import org.jspecify.annotations.NullMarked;
