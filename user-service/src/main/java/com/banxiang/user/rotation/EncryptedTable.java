package com.banxiang.user.rotation;

import java.util.List;

/** Where personal data stands encrypted. Rows are named by their {@code id}. */
enum EncryptedTable {
    USERS("users", "phone", "emergency_name", "emergency_phone"),
    OPERATORS("operators", "otp_secret");

    private final String table;
    private final List<String> columns;

    EncryptedTable(String table, String... columns) {
        this.table = table;
        this.columns = List.of(columns);
    }

    String table() {
        return table;
    }

    List<String> columns() {
        return columns;
    }
}
