package com.banxiang.notification.text;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Words by template name and language. */
public interface Texts {

    /**
     * A template with its parameters filled in. {@code at} is an instant, told as a person would on the day of
     * {@code toldAt}; {@code relationship} is what the reader is to the elder, told as what the elder is to the reader;
     * {@code call} is a call for help by its code.
     *
     * <p>Fails with {@link IllegalArgumentException} on a template nobody wrote, or a parameter nobody gave.
     */
    String render(Locale language, String template, Map<String, String> params, Instant toldAt);

    /** What an elder is to somebody who is this to them, e.g. {@code daughter}. */
    String relationship(Locale language, String relationship);
}
