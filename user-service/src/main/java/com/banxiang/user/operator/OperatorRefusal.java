package com.banxiang.user.operator;

/** Why an operator is not made or changed. The names are the error codes a client sees. */
enum OperatorRefusal {

    /** Somebody has this name. */
    USERNAME_TAKEN,

    /** Nobody would be left who can make operators. */
    LAST_ADMIN,
    UNKNOWN_DOCTOR,
    UNKNOWN_STAFF
}
