package com.banxiang.notification;

import com.banxiang.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> house() {
        return ArchitectureRules.ofService("com.banxiang.notification")
                .leaving(
                        "Inbox",
                        "Texts",
                        "Family",
                        "Vendors",
                        "Secret",
                        "Channel",
                        "Outgoing",
                        "Cause",
                        "Wishes",
                        "ReceiptSource",
                        "WeChatConsents",
                        "PushDevices")
                .tests();
    }
}
