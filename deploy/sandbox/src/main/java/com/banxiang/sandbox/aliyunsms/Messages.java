package com.banxiang.sandbox.aliyunsms;

import com.banxiang.sandbox.memory.Recent;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The newest messages that were accepted. */
@Component
final class Messages {

    private final Recent<Message> recent = new Recent<>(10_000);

    void add(Message message) {
        recent.add(message);
    }

    List<Message> newestFirst(Predicate<Message> wanted) {
        return recent.newestFirst(wanted);
    }

    /** The eleven digits of a mainland number; anything else as it is. */
    static String withoutCountryCode(String phone) {
        return phone.strip().replaceFirst("^\\+?86(?=1\\d{10}$)", "");
    }
}
