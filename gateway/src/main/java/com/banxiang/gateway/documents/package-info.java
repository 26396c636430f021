/** The pages on which the services' API documents are read; there only where they are asked for. Nothing leaves. */
@NullMarked
package com.banxiang.gateway.documents;

import org.jspecify.annotations.NullMarked;
