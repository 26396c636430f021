package com.banxiang.platform.telemetry;

import java.util.regex.Pattern;

/** Takes out of a text what must not be read in a log: phone numbers, ID card numbers, tokens. */
public final class PersonalData {

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*");
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:access_token|secret|js_code|refreshToken)[\"=: ]+)[^&\\s\",}]+");
    private static final Pattern ID_CARD =
            Pattern.compile("(?<![0-9A-Za-z-])([1-9]\\d{5})(?:18|19|20)\\d{9}[\\dXx](?![0-9A-Za-z-])");
    private static final Pattern PHONE = Pattern.compile("(?<![0-9A-Za-z.-])(1[3-9]\\d)\\d{4}(\\d{4})(?![0-9A-Za-z-])");

    /** The same text, with what is personal replaced by asterisks. */
    public static String masked(String text) {

        if (text.length() < 11) {
            return text;
        }

        var masked = TOKEN.matcher(text).replaceAll("***");
        masked = SECRET.matcher(masked).replaceAll("$1***");
        masked = ID_CARD.matcher(masked).replaceAll("$1************");
        return PHONE.matcher(masked).replaceAll("$1****$2");
    }

    private PersonalData() {}
}
