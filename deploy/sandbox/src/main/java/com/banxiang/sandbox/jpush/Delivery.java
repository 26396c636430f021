package com.banxiang.sandbox.jpush;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one device shows of a push.
 *
 * @param alert the platform's own text, else the default one
 * @param message what only the app sees
 * @param flags what should not stand on a lock screen
 */
record Delivery(
        String alias,
        String registrationId,
        String platform,
        Set<String> tags,
        String msgId,
        @Nullable String title,
        @Nullable String alert,
        @Nullable JsonNode extras,
        @Nullable JsonNode message,
        List<String> flags,
        Instant at) {

    private static final Pattern ID_NUMBER = Pattern.compile("(?<!\\d)\\d{17}[\\dXx](?!\\d)");
    private static final Pattern PHONE_NUMBER = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");

    static Delivery of(Push push, Device device, String msgId, Instant at) {

        var own = push.notification().path(device.platform());
        var alert = own.path("alert");
        var body = alert.isObject() ? alert.path("body") : alert;
        var title = alert.isObject() ? alert.path("title") : own.path("title");
        var shown = text(body) == null ? text(push.notification().path("alert")) : text(body);
        return new Delivery(
                device.alias(),
                device.registrationId(),
                device.platform(),
                device.tags(),
                msgId,
                text(title),
                shown,
                own.has("extras") ? own.path("extras") : null,
                push.message().isMissingNode() ? null : push.message(),
                flags(text(title) + " " + shown),
                at);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static List<String> flags(String text) {

        var flags = new ArrayList<String>();
        if (ID_NUMBER.matcher(text).find()) {
            flags.add("id_number");
        }
        if (PHONE_NUMBER.matcher(text).find()) {
            flags.add("phone_number");
        }
        return flags;
    }
}
