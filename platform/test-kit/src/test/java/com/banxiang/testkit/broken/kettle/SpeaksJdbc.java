package com.banxiang.testkit.broken.kettle;

import java.sql.Connection;

class SpeaksJdbc {

    Connection connection;

    SpeaksJdbc(Connection connection) {
        this.connection = connection;
    }
}
