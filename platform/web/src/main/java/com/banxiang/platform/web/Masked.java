package com.banxiang.platform.web;

/** What of a person's data may stand in an answer. */
public final class Masked {

    /** {@code 138****8000}. */
    public static String phone(String phone) {
        return phone.length() < 8 ? "****" : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }

    /** {@code 张*}; first and last are kept only of three characters or more: {@code 欧**丽}. */
    public static String name(String name) {

        var characters = name.codePoints().toArray();

        if (characters.length == 0) {
            return "";
        }

        var first = Character.toString(characters[0]);

        return characters.length < 3
                ? first + "*"
                : first + "*".repeat(characters.length - 2) + Character.toString(characters[characters.length - 1]);
    }

    private Masked() {}
}
