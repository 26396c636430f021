package com.banxiang.gateway;

import com.banxiang.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> theHouseRulesHold() {
        return ArchitectureRules.ofService("com.banxiang.gateway")
                .leaving(
                        "RouteTable",
                        "RouteRow",
                        "PathRule",
                        "Upstream",
                        "Passage",
                        "Sending",
                        "RateLimits",
                        "Limit",
                        "Allowance",
                        "Http1Pipeline")
                .without("endpointsDoNotTouchTheDatabase")
                .tests();
    }
}
