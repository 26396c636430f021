package com.banxiang.user.login;

/** What a code is good for. */
enum Purpose {
    LOGIN,
    ERASE;

    /** As in the database. */
    String text() {
        return switch (this) {
            case LOGIN -> "login";
            case ERASE -> "erase";
        };
    }
}
