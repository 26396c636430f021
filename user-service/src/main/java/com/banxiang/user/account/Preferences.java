package com.banxiang.user.account;

import com.banxiang.platform.web.Change;
import java.util.Objects;

/**
 * How the app looks and speaks to a person.
 *
 * @param autoVoice whether it reads aloud what it shows without being asked
 */
record Preferences(FontSize fontSize, SpeechSpeed speechSpeed, boolean autoVoice) {

    /** What the house thinks right for most; also what a cleared field goes back to. */
    static final Preferences DEFAULT = new Preferences(FontSize.MEDIUM, SpeechSpeed.NORMAL, true);

    enum FontSize {
        SMALL,
        MEDIUM,
        LARGE,
        XLARGE;

        /** As in JSON and in the database. */
        String text() {
            return switch (this) {
                case SMALL -> "small";
                case MEDIUM -> "medium";
                case LARGE -> "large";
                case XLARGE -> "xlarge";
            };
        }

        static FontSize of(String text) {
            return switch (text) {
                case "small" -> SMALL;
                case "medium" -> MEDIUM;
                case "large" -> LARGE;
                case "xlarge" -> XLARGE;
                default ->
                    throw new IllegalArgumentException(
                            "font size: %s (expected: small, medium, large, xlarge)".formatted(text));
            };
        }
    }

    enum SpeechSpeed {
        SLOW,
        NORMAL,
        FAST;

        /** As in JSON and in the database. */
        String text() {
            return switch (this) {
                case SLOW -> "slow";
                case NORMAL -> "normal";
                case FAST -> "fast";
            };
        }

        static SpeechSpeed of(String text) {
            return switch (text) {
                case "slow" -> SLOW;
                case "normal" -> NORMAL;
                case "fast" -> FAST;
                default ->
                    throw new IllegalArgumentException(
                            "speech speed: %s (expected: slow, normal, fast)".formatted(text));
            };
        }
    }

    /** What a request says about the fields. */
    record Changes(Change<FontSize> fontSize, Change<SpeechSpeed> speechSpeed, Change<Boolean> autoVoice) {}

    Preferences with(Changes changes) {
        return new Preferences(
                Objects.requireNonNullElse(changes.fontSize().of(fontSize), DEFAULT.fontSize),
                Objects.requireNonNullElse(changes.speechSpeed().of(speechSpeed), DEFAULT.speechSpeed),
                Objects.requireNonNullElse(changes.autoVoice().of(autoVoice), DEFAULT.autoVoice));
    }
}
