/**
 * What vendors say later of the messages they took: delivered, or not. {@link com.banxiang.notification.receipt.ReceiptSource}
 * leaves the package: a channel whose vendor gives receipts has one.
 */
@NullMarked
package com.banxiang.notification.receipt;

import org.jspecify.annotations.NullMarked;
