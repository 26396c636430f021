/** The one door of the fleet: it decides who may come in and how often, and knows no business rule. Nothing leaves. */
@NullMarked
package com.banxiang.gateway;

import org.jspecify.annotations.NullMarked;
