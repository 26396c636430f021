package com.banxiang.testkit.broken.kettle;

import org.springframework.r2dbc.core.DatabaseClient;

class Kettles {

    DatabaseClient database;

    Kettles(DatabaseClient database) {
        this.database = database;
    }
}
