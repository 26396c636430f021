package com.banxiang.platform;

import com.banxiang.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    /** The relay's helpers wait on the relay's thread, the undertaker on the binder's, and binding has one of its own. */
    @TestFactory
    Stream<DynamicTest> house() {
        return ArchitectureRules.ofPlatform("com.banxiang.platform")
                .waiting("WakeUp", "Shipment", "Undertaker", "EventBinding")
                .tests();
    }
}
