package com.banxiang.sandbox.aliyunsms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The handsets: what has been sent to a phone, newest first. */
@RestController
final class MessageController {

    record MessageView(String phone, String templateCode, Map<String, String> params, String text, Instant at) {}

    private final Messages messages;

    MessageController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/_sandbox/sms")
    List<MessageView> list(@RequestParam @Nullable String phone) {

        return messages
                .newestFirst(it -> phone == null || it.phone().equals(Messages.withoutCountryCode(phone)))
                .stream()
                .map(it -> new MessageView(it.phone(), it.template().code(), it.params(), it.text(), it.at()))
                .toList();
    }
}
