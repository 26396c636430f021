/** What a fleet leaves on disk for the next command to find: folders, pid files, what each part is doing and what is wanted of it. */
@NullMarked
package com.banxiang.fleet.state;

import org.jspecify.annotations.NullMarked;
