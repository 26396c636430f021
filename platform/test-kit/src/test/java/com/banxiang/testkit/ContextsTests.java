package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;

class ContextsTests {

    @ServiceTest
    static final class One {}

    @ServiceTest
    static final class Other {}

    @DatabaseTest
    static final class Different {}

    @Test
    void areSharedByTestsThatAskForTheSame() {

        assertThat(contextOf(One.class)).isSameAs(contextOf(Other.class)).isNotSameAs(contextOf(Different.class));
    }

    private static ApplicationContext contextOf(Class<?> test) {
        return new TestContextManager(test).getTestContext().getApplicationContext();
    }
}
