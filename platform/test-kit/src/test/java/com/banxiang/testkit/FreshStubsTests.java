package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FreshStubs.class)
class FreshStubsTests {

    @RepeatedTest(2)
    void beginsEachTestWithStubsThatKnowNothing() {

        var stubs = Stubs.server().getStubMappings();

        assertThat(stubs).isEmpty();
        NeighbourStub.of("kitchen-service").answers("GET", "/internal/kettles/1", Map.of());
    }
}
