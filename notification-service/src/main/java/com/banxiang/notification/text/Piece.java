package com.banxiang.notification.text;

import java.util.Locale;

/** Where the words of a template stand, in one language. */
record Piece(String template, Part part, Language language) {

    /** With the longest words that fit there, in characters. */
    enum Part {
        INBOX_TITLE(64),
        INBOX_CONTENT(500),
        /** Well below what phones show and JPush carries, whatever the parameters become. */
        PUSH(150),
        /** A {@code thing} of WeChat, which refuses the whole message for one character too many. */
        WECHAT(20),
        ROBOTS(500);

        private final int longest;

        Part(int longest) {
            this.longest = longest;
        }

        int longest() {
            return longest;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String key(String template) {
            return switch (this) {
                case INBOX_TITLE -> "inbox." + template + ".title";
                case INBOX_CONTENT -> "inbox." + template + ".content";
                case PUSH, WECHAT, ROBOTS -> text() + "." + template;
            };
        }
    }

    enum Language {
        ZH,
        EN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Language of(Locale locale) {
            return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? EN : ZH;
        }
    }

    /** Its name in {@code texts/}. */
    String key() {
        return part.key(template);
    }
}
