package com.banxiang.user.consent;

/** What a person can agree to by itself. */
enum Document {

    /** That readings are kept: without it none are. */
    HEALTH,
    TERMS,
    PRIVACY;

    /** As in the database. */
    String text() {
        return switch (this) {
            case HEALTH -> "health";
            case TERMS -> "terms";
            case PRIVACY -> "privacy";
        };
    }

    static Document of(String text) {
        return switch (text) {
            case "health" -> HEALTH;
            case "terms" -> TERMS;
            case "privacy" -> PRIVACY;
            default ->
                throw new IllegalArgumentException("document: %s (expected: health, terms, privacy)".formatted(text));
        };
    }
}
