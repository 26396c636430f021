package com.banxiang.sandbox.jpush;

import java.util.Set;

/** An installed app. An empty alias or mobile is none. */
record Device(String registrationId, String platform, String alias, Set<String> tags, String mobile) {

    static Device fresh(String registrationId) {
        return new Device(registrationId, "android", "", Set.of(), "");
    }

    Device withAlias(String changed) {
        return new Device(registrationId, platform, changed, tags, mobile);
    }
}
