/** Facts that go into an elder's inbox as they are, each with its text; one listener a fact. Nothing leaves the package. */
@NullMarked
package com.banxiang.notification.news;

import org.jspecify.annotations.NullMarked;
