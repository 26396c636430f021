/** Who the children of an elder are and where they can be reached, for the services that tell them. Nothing leaves this package. */
@NullMarked
package com.banxiang.child.contact;

import org.jspecify.annotations.NullMarked;
