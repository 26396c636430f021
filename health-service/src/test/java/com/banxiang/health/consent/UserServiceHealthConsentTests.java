package com.banxiang.health.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.health.Configured;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@ServiceTest
class UserServiceHealthConsentTests {

    static final NeighbourStub USERS = NeighbourStub.of("user-service");

    /** As it runs; a test that is not about patience has more of it. */
    static final ConsentSettings SETTINGS = Configured.as(ConsentSettings.class, "health.consent", "application.yaml");

    @Autowired
    Neighbours neighbours;

    final UUID elder = UUID.randomUUID();
    final String sharing = "/internal/users/%s/sharing".formatted(elder);
    final AtomicLong nanos = new AtomicLong();
    HealthConsent consent;

    @BeforeEach
    void start() {
        consent = consentWithin(Duration.ofSeconds(10));
    }

    @Test
    void yesIsRememberedForAMinute() {

        Api.agrees(elder, true);
        assertThat(isGiven()).isTrue();
        Api.agrees(elder, false);

        passes(Duration.ofSeconds(59));
        assertThat(isGiven()).isTrue();
        passes(Duration.ofSeconds(1));
        assertThat(isGiven()).isFalse();
    }

    @Test
    void noIsNeverRemembered() {

        Api.agrees(elder, false);
        assertThat(isGiven()).isFalse();

        Api.agrees(elder, true);
        assertThat(isGiven()).isTrue();
    }

    @Test
    void yesCountsForItsMinuteWhileUserServiceIsAway() {

        Api.agrees(elder, true);
        isGiven();
        USERS.dropsConnections("GET", sharing);

        passes(Duration.ofSeconds(59));
        assertThat(isGiven()).isTrue();
        passes(Duration.ofSeconds(1));
        StepVerifier.create(consent.isGiven(elder)).verifyError(Unavailable.class);
    }

    @Test
    void failureIsNotRemembered() {

        USERS.dropsConnections("GET", sharing);
        StepVerifier.create(consent.isGiven(elder)).verifyError(Unavailable.class);

        Api.agrees(elder, true);
        assertThat(isGiven()).isTrue();
    }

    @Test
    void slowUserServiceIsNotWaitedForLongerThanTwoSeconds() {

        consent = consentWithin(SETTINGS.patience());
        USERS.hangs("GET", sharing, Duration.ofSeconds(30));

        StepVerifier.create(consent.isGiven(elder))
                .expectError(Unavailable.class)
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void strangerHasAgreedToNothing() {

        USERS.refuses("GET", sharing, 404, "USER_NOT_FOUND");

        assertThat(isGiven()).isFalse();
    }

    @Test
    void otherRefusalIsNoAnswer() {

        USERS.refuses("GET", sharing, 403, "FORBIDDEN");

        StepVerifier.create(consent.isGiven(elder)).verifyError(Unavailable.class);
    }

    @Test
    void twentyAtOnceAskOnce() {

        Api.agrees(elder, true);

        assertThat(Flux.range(0, 20)
                        .flatMap(_ -> consent.isGiven(elder), 20)
                        .all(it -> it)
                        .block())
                .isTrue();
        assertThat(USERS.asked("GET", sharing)).hasSize(1);
    }

    private HealthConsent consentWithin(Duration patience) {
        return new UserServiceHealthConsent(
                neighbours, new ConsentSettings(patience, SETTINGS.copyLives()), nanos::get);
    }

    private boolean isGiven() {
        return consent.isGiven(elder).blockOptional().orElseThrow();
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
