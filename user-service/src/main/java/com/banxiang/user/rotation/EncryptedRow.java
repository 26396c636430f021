package com.banxiang.user.rotation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The encrypted fields of a row.
 *
 * @param fields by column; those that hold nothing are not there
 */
record EncryptedRow(UUID id, Map<String, byte[]> fields) {

    EncryptedRow with(UnaryOperator<byte[]> change) {
        var changed = new HashMap<String, byte[]>();
        fields.forEach((column, stored) -> changed.put(column, change.apply(stored)));
        return new EncryptedRow(id, changed);
    }
}
