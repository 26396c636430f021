package com.banxiang.user;

import com.banxiang.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> house() {
        return ArchitectureRules.ofService("com.banxiang.user")
                .leaving(
                        "IssueAccessToken",
                        "OpenSession",
                        "TokenPair",
                        "EndSessions",
                        "OperatorRoles",
                        "Passwords",
                        "OneTimeSecret",
                        "Attempts",
                        "RegisterUser",
                        "LookUpUser",
                        "ReadUser",
                        "UnknownUser",
                        "UserView",
                        "Scope",
                        "ShareWithFamily",
                        "RedeemFamilyCode",
                        "EndLinks",
                        "ProvePhone")
                .tests();
    }
}
