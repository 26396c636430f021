package com.banxiang.notification.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ContactsTests {

    final UUID elder = UUID.randomUUID();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    Contacts contacts;

    @BeforeEach
    void begin(
            @Autowired Neighbours neighbours,
            @Autowired DatabaseClient database,
            @Autowired FieldCipher cipher,
            @Autowired JsonMapper json,
            @Autowired FamilySettings settings) {
        Outside.isWell();
        Outside.familyOf(elder, Child.of(UUID.randomUUID()));
        Outside.elder(elder, null);
        contacts = new Contacts(neighbours, database, cipher, json, settings, clock);
    }

    @Test
    void areAskedForAgainAfterAMinute() {

        contacts.childrenOf(elder).block();
        now.updateAndGet(it -> it.plus(Duration.ofSeconds(60)).minusMillis(1));
        contacts.childrenOf(elder).block();
        assertThat(asked()).isEqualTo(1);

        now.updateAndGet(it -> it.plusMillis(1));
        contacts.childrenOf(elder).block();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void areRememberedForEachElderAndOwnerAlone() {

        var other = UUID.randomUUID();
        Outside.familyOf(other);
        contacts.childrenOf(elder).block();

        assertThat(contacts.childrenOf(other).block().value().items()).isEmpty();
        assertThat(contacts.elder(elder).block().value().surname()).isEqualTo("李");
    }

    private int asked() {
        return NeighbourStub.of("child-service")
                .asked("GET", Outside.contactsPath(elder))
                .size();
    }
}
