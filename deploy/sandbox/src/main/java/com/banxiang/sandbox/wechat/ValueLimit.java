package com.banxiang.sandbox.wechat;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a template's keyword accepts, by the kind its name begins with. */
enum ValueLimit {
    THING("thing", ".{1,20}"),
    NUMBER("number", "-?(?=(\\D*\\d){1,32}\\D*$)\\d+(\\.\\d+)?"),
    LETTER("letter", "[A-Za-z]{1,32}"),
    SYMBOL("symbol", "[\\p{P}\\p{S}]{1,5}"),
    CHARACTER_STRING("character_string", "[\\x20-\\x7E]{1,32}"),
    TIME("time", range("(" + ValueLimit.DAY + " )?" + ValueLimit.HOUR)),
    DATE("date", range(ValueLimit.DAY + "( " + ValueLimit.HOUR + ")?")),
    AMOUNT("amount", "\\p{Sc}?\\d{1,10}(\\.\\d+)?元?"),
    PHONE_NUMBER("phone_number", "[\\d\\p{P}\\p{S} ]{1,17}"),
    CAR_NUMBER("car_number", "[\\p{IsHan}A-Za-z0-9][A-Za-z0-9]{0,6}[\\p{IsHan}A-Za-z0-9]?"),
    NAME("name", "(?=.*\\p{IsHan})\\D{1,10}|[\\D&&[^\\p{IsHan}]]{1,20}"),
    PHRASE("phrase", "\\p{IsHan}{1,5}");

    private static final String DAY = "(\\d{4}-\\d{1,2}-\\d{1,2}|\\d{4}/\\d{1,2}/\\d{1,2}|\\d{4}年\\d{1,2}月\\d{1,2}日)";
    private static final String HOUR = "([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    private final String prefix;
    private final Pattern accepted;

    ValueLimit(String prefix, String accepted) {
        this.prefix = prefix;
        this.accepted = Pattern.compile(accepted);
    }

    static ValueLimit of(String keyword) {

        var kind = keyword.replaceFirst("\\d+$", "");
        return Arrays.stream(values())
                .filter(it -> it.prefix.equals(kind))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("keyword: " + keyword));
    }

    boolean accepts(String value) {
        return !CONTROL.matcher(value).find() && accepted.matcher(value).matches();
    }

    private static String range(String moment) {
        return moment + "( ?~ ?" + moment + ")?";
    }
}
