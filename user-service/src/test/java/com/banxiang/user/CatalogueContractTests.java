package com.banxiang.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.messaging.EventListener;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class CatalogueContractTests {

    @Test
    void listensToWhatTheCatalogueSays(@Autowired List<EventListener<?>> listeners) {
        assertThat(listeners)
                .extracting(EventListener::topic)
                .containsExactlyInAnyOrderElementsOf(EventContract.all().stream()
                        .filter(it -> it.consumers().contains("user"))
                        .map(EventContract::topic)
                        .toList());
    }
}
