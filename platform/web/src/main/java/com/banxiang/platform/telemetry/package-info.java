/** What ties a request together across services, and what keeps people's data out of what we write about it. */
@NullMarked
package com.banxiang.platform.telemetry;

import org.jspecify.annotations.NullMarked;
