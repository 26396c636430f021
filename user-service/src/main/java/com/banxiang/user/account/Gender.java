package com.banxiang.user.account;

/** As a person says it. */
enum Gender {
    MALE,
    FEMALE,
    OTHER;

    /** As in the database. */
    String text() {
        return switch (this) {
            case MALE -> "male";
            case FEMALE -> "female";
            case OTHER -> "other";
        };
    }

    static Gender of(String text) {
        return switch (text) {
            case "male" -> MALE;
            case "female" -> FEMALE;
            case "other" -> OTHER;
            default -> throw new IllegalArgumentException("gender: %s (expected: male, female, other)".formatted(text));
        };
    }
}
