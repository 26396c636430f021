/** What the fleet is made of: one table, and nothing that runs. */
@NullMarked
package com.banxiang.fleet.parts;

import org.jspecify.annotations.NullMarked;
