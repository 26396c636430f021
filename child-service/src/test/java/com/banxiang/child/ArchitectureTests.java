package com.banxiang.child;

import com.banxiang.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> house() {
        return ArchitectureRules.ofService("com.banxiang.child")
                .leaving(
                        "Child",
                        "Children",
                        "Parents",
                        "Bond",
                        "LiveBonds",
                        "BondHistory",
                        "EndBonds",
                        "OpenAlerts",
                        "Relationship",
                        "ParentAccess",
                        "Scope",
                        "Sharings",
                        "WeChat",
                        "WeChatPhones",
                        "PhoneAnswer",
                        "OverviewPart",
                        "ParentProfile",
                        "ParentProfiles",
                        "WeChatAnswer",
                        "Outcomes",
                        "UseCase")
                .tests();
    }
}
