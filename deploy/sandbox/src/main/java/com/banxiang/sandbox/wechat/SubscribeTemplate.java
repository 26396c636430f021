package com.banxiang.sandbox.wechat;

import java.util.List;
import java.util.Optional;

/** A message form chosen in the mini-program's portal, with the keywords each message has to fill. */
record SubscribeTemplate(String id, List<String> keywords) {

    private static final List<SubscribeTemplate> CHOSEN = List.of(new SubscribeTemplate(
            "TPL_HEALTH_ALERT_000000000000000000000000001", List.of("thing1", "thing2", "time3")));

    static Optional<SubscribeTemplate> chosen(String id) {
        return CHOSEN.stream().filter(it -> it.id().equals(id)).findAny();
    }
}
