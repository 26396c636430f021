package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushError.INVALID;
import static com.banxiang.sandbox.jpush.JPushError.MISSING;
import static com.banxiang.sandbox.jpush.JPushError.TOO_LARGE;
import static com.banxiang.sandbox.jpush.JPushError.UNKNOWN_MEMBER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a push and refuses every deviation from the documented form, so that a typing error does not pass unseen. */
@Component
final class PushReader {

    private static final Set<String> MEMBERS =
            Set.of("cid", "platform", "audience", "notification", "message", "options", "callback");
    private static final Set<String> PLATFORMS = Set.of("android", "ios", "hmos", "quickapp");
    private static final Set<String> TAGS = Set.of("tag", "tag_and", "tag_not");
    private static final Set<String> PEOPLE = Set.of("alias", "registration_id");
    private static final Set<String> SEGMENTS = Set.of("segment", "abtest");
    private static final int LONGEST_NAME_BYTES = 40;
    private static final int LARGEST_ANDROID_BYTES = 4_000;
    private static final int LARGEST_IOS_BYTES = 2_000;
    private static final int LONGEST_COLLAPSE_ID_BYTES = 64;
    private static final int LONGEST_LIFE_SECONDS = 864_000;
    private static final int LONGEST_PACE_MINUTES = 1_400;

    private final JsonMapper json;

    PushReader(JsonMapper json) {
        this.json = json;
    }

    /** Fails with the vendor's refusal. */
    Push read(byte[] text) {

        var body = object(text);
        for (var member : body.propertyNames()) {
            expect(MEMBERS.contains(member), UNKNOWN_MEMBER, member);
        }
        expect(body.has("platform"), MISSING, "platform");
        expect(body.has("audience"), MISSING, "audience");
        expect(body.has("notification") || body.has("message"), MISSING, "notification or message");

        var platforms = platforms(body.path("platform"));
        var audience = audience(body.path("audience"));
        checkNotification(body.path("notification"));
        checkMessage(body.path("message"));
        checkOptions(body.path("options"));
        checkSize(body);
        expect(isAbsentOr(body.path("cid").isString(), body.path("cid")), INVALID, "cid");
        return new Push(
                platforms,
                audience,
                body.path("notification"),
                body.path("message"),
                body.path("options").path("sendno").asInt(0),
                body.path("cid").asString(""));
    }

    private JsonNode object(byte[] text) {

        try {
            var body = json.readTree(text);
            expect(body.isObject(), MISSING, "a JSON object");
            return body;
        } catch (JacksonException _) {
            throw new JPushRefusal(MISSING, "the body is not JSON");
        }
    }

    private static Set<String> platforms(JsonNode given) {

        if (given.isString() && given.stringValue().equals("all")) {
            return PLATFORMS;
        }
        expect(given.isArray() && !given.isEmpty(), INVALID, "platform");
        var platforms = given.valueStream().map(it -> it.asString("")).collect(Collectors.toSet());
        expect(PLATFORMS.containsAll(platforms), INVALID, "platform");
        return platforms;
    }

    private static Audience audience(JsonNode given) {

        if (given.isString() && given.stringValue().equals("all")) {
            return Audience.ALL;
        }
        expect(given.isObject() && !given.isEmpty(), INVALID, "audience");
        var members = new TreeMap<String, List<String>>();
        for (var each : given.properties()) {
            members.put(each.getKey(), entries(each.getKey(), each.getValue()));
        }
        return new Audience(members);
    }

    private static List<String> entries(String member, JsonNode given) {

        if (SEGMENTS.contains(member)) {
            return List.of();
        }
        expect(TAGS.contains(member) || PEOPLE.contains(member), INVALID, "audience." + member);
        expect(given.isArray() && !given.isEmpty(), INVALID, "audience." + member);
        expect(
                given.size() <= (TAGS.contains(member) ? 20 : 1_000),
                INVALID,
                "audience.%s: too many".formatted(member));
        return given.valueStream().map(it -> entry(member, it)).toList();
    }

    private static String entry(String member, JsonNode given) {

        expect(given.isString() && !given.stringValue().isEmpty(), INVALID, "audience." + member);
        var entry = given.stringValue();
        expect(
                member.equals("registration_id")
                        ? entry.matches(DeviceController.REGISTRATION_ID)
                        : bytes(entry) <= LONGEST_NAME_BYTES,
                INVALID,
                "audience." + member);
        return entry;
    }

    private static void checkNotification(JsonNode given) {

        expect(isAbsentOr(given.isObject() && !given.isEmpty(), given), INVALID, "notification");
        expectText(given, "alert", "notification.alert");
        for (var platform : List.of("android", "ios", "hmos", "quickapp")) {
            var part = given.path(platform);
            expect(isAbsentOr(part.isObject(), part), INVALID, "notification." + platform);
            expectText(part, "title", "notification.%s.title".formatted(platform));
            var extras = part.path("extras");
            expect(isAbsentOr(extras.isObject(), extras), INVALID, "notification.%s.extras".formatted(platform));
        }
        expectText(given.path("android"), "alert", "notification.android.alert");
        expectText(given.path("hmos"), "alert", "notification.hmos.alert");
        expectRange(given.path("android").path("priority"), -2, 2, "notification.android.priority");
        var alert = given.path("ios").path("alert");
        expect(isAbsentOr(alert.isString() || alert.isObject(), alert), INVALID, "notification.ios.alert");
        var badge = given.path("ios").path("badge");
        expect(isAbsentOr(badge.isInt() || badge.isString(), badge), INVALID, "notification.ios.badge");
    }

    private static void checkMessage(JsonNode given) {

        if (given.isMissingNode()) {
            return;
        }
        expect(given.isObject(), INVALID, "message");
        expect(given.has("msg_content"), MISSING, "message.msg_content");
        expectText(given, "msg_content", "message.msg_content");
        expectText(given, "title", "message.title");
        expectText(given, "content_type", "message.content_type");
        expect(isAbsentOr(given.path("extras").isObject(), given.path("extras")), INVALID, "message.extras");
    }

    private static void checkOptions(JsonNode given) {

        expect(isAbsentOr(given.isObject(), given), INVALID, "options");
        expectRange(given.path("time_to_live"), 0, LONGEST_LIFE_SECONDS, "options.time_to_live");
        expectRange(given.path("big_push_duration"), 0, LONGEST_PACE_MINUTES, "options.big_push_duration");
        expectRange(given.path("classification"), 0, 1, "options.classification");
        expectRange(given.path("sendno"), Integer.MIN_VALUE, Integer.MAX_VALUE, "options.sendno");
        expect(!given.has("sendno") || given.path("sendno").asInt() != 0, INVALID, "options.sendno");
        var production = given.path("apns_production");
        expect(isAbsentOr(production.isBoolean(), production), INVALID, "options.apns_production");
        expectText(given, "apns_collapse_id", "options.apns_collapse_id");
        expect(
                bytes(given.path("apns_collapse_id").asString("")) <= LONGEST_COLLAPSE_ID_BYTES,
                INVALID,
                "options.apns_collapse_id");
        var overridden = given.path("override_msg_id");
        expect(isAbsentOr(overridden.isIntegralNumber(), overridden), INVALID, "options.override_msg_id");
    }

    private static void checkSize(JsonNode body) {

        var notification = body.path("notification");
        var android = sizeOf(notification.path("android"))
                + sizeOf(notification.path("alert"))
                + sizeOf(body.path("message"));
        expect(android <= LARGEST_ANDROID_BYTES, TOO_LARGE, "android: %s bytes".formatted(android));
        var ios = sizeOf(notification.path("ios"));
        expect(ios <= LARGEST_IOS_BYTES, TOO_LARGE, "notification.ios: %s bytes".formatted(ios));
    }

    private static int sizeOf(JsonNode node) {
        return node.isMissingNode() ? 0 : bytes(node.toString());
    }

    private static void expectText(JsonNode parent, String member, String name) {
        var node = parent.path(member);
        expect(isAbsentOr(node.isString(), node), INVALID, name);
    }

    private static void expectRange(JsonNode node, int least, int most, String name) {
        var fits = node.isInt() && node.intValue() >= least && node.intValue() <= most;
        expect(isAbsentOr(fits, node), INVALID, name);
    }

    private static boolean isAbsentOr(boolean fulfilled, JsonNode node) {
        return node.isMissingNode() || fulfilled;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void expect(boolean fulfilled, JPushError otherwise, String what) {
        if (!fulfilled) {
            throw new JPushRefusal(otherwise, "%s: %s".formatted(otherwise.text(), what));
        }
    }
}
