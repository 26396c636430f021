package com.banxiang.sandbox.jpush;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whom a push is for. Members are ANDed, the entries of one ORed (but of <code>tag_and</code>); no member is everybody. */
record Audience(Map<String, List<String>> members) {

    static final Audience ALL = new Audience(Map.of());

    boolean includes(Device device) {
        return members.entrySet().stream().allMatch(it -> matches(it.getKey(), it.getValue(), device));
    }

    Collection<String> aliases() {
        return members.getOrDefault("alias", List.of());
    }

    private static boolean matches(String member, List<String> entries, Device device) {

        return switch (member) {
            case "alias" -> entries.contains(device.alias());
            case "registration_id" -> entries.contains(device.registrationId());
            case "tag" -> entries.stream().anyMatch(device.tags()::contains);
            case "tag_and" -> device.tags().containsAll(entries);
            case "tag_not" -> entries.stream().noneMatch(device.tags()::contains);
            default -> false;
        };
    }
}
