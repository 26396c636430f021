/** Programs that measure the running fleet from outside and write down what they found. */
@NullMarked
package com.banxiang.load;

import org.jspecify.annotations.NullMarked;
