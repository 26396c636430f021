package com.banxiang.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshSecretsTests {

    static final UUID SESSION = UUID.fromString("0192f0c1-0000-7000-8000-000000000001");

    final RefreshSecrets secrets = secretsWith("one key of thirty-two characters");

    @Test
    void successorIsTheSameEachTime() {
        assertThat(secrets.successor("spent", SESSION)).isEqualTo(secrets.successor("spent", SESSION));
    }

    @Test
    void successorDependsOnTokenAndSessionAndKey() {

        var successor = secrets.successor("spent", SESSION);

        assertThat(secrets.successor("another", SESSION)).isNotEqualTo(successor);
        assertThat(secrets.successor("spent", UUID.randomUUID())).isNotEqualTo(successor);
        assertThat(secretsWith("two keys of thirty-two character").successor("spent", SESSION))
                .isNotEqualTo(successor);
    }

    @Test
    void firstIsNewEachTimeAndLong() {
        assertThat(secrets.first()).hasSize(43).isNotEqualTo(secrets.first());
    }

    private static RefreshSecrets secretsWith(String key) {
        return new RefreshSecrets(new SessionSettings(Base64.getEncoder().encodeToString(key.getBytes())));
    }
}
