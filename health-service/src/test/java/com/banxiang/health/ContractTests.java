package com.banxiang.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.messaging.EventListener;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What this service says it publishes and reads is what the catalogue says of it. */
@ServiceTest
class ContractTests {

    static final String HEALTH = "health";

    @Autowired
    List<EventListener<?>> listeners;

    @Autowired
    JsonMapper json;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "health-record-ingested",
                "alert-raised",
                "alert-acknowledged",
                "alert-closed",
                "measurement-unreliable",
                "device-linked",
                "device-unlinked",
                "device-silent"
            })
    void publishedEventNamesItsProducer(String topic) {
        assertThat(EventContract.of(topic).producers()).contains(HEALTH);
    }

    @Test
    void everyListenerIsNamedByTheContractItReads() {
        assertThat(listeners)
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(EventContract.of(it.topic()).consumers()).contains(HEALTH));
    }

    @Test
    void everyListenerReadsTheLeastAndTheMostOfItsContract() {
        assertThat(listeners).allSatisfy(it -> {
            var contract = EventContract.of(it.topic());
            assertThat(json.treeToValue(contract.minimal(), it.type())).isNotNull();
            assertThat(json.treeToValue(contract.full(), it.type())).isNotNull();
        });
    }
}
