package com.banxiang.child.sharing;

import static com.banxiang.child.World.shares;
import static com.banxiang.child.World.sharingOf;
import static com.banxiang.child.World.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Shipped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class SharingsTests {

    /** Stands still until a test moves it. */
    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-21T08:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final SetClock clock = new SetClock();
    private final UUID parent = UUID.randomUUID();

    Sharings sharings;

    @BeforeEach
    void sharings(@Autowired Neighbours neighbours, @Autowired SharingSettings settings) {
        sharings = new Sharings(neighbours, settings, clock);
    }

    @Test
    void believesACopyForFiveSeconds() {

        shares(parent, true);
        assertThat(scopes()).contains(Scope.HEALTH);
        shares(parent, false);

        clock.advance(Duration.ofMillis(4_999));
        assertThat(scopes()).contains(Scope.HEALTH);
        assertThat(users().asked("GET", sharingOf(parent))).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        assertThat(scopes()).doesNotContain(Scope.HEALTH);
    }

    @Test
    void believesACopyOnlyWhileItIsFreshWhenUserServiceIsAway() {

        shares(parent, true);
        scopes();
        users().dropsConnections("GET", sharingOf(parent));

        clock.advance(Duration.ofSeconds(4));
        assertThat(scopes()).contains(Scope.HEALTH);

        clock.advance(Duration.ofSeconds(1));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(this::scopes);
    }

    @Test
    void keepsNoCopyOfWhatItDoesNotKnow() {

        users().dropsConnections("GET", sharingOf(parent));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(this::scopes);

        shares(parent, true);
        assertThat(scopes()).containsExactly(Scope.HEALTH, Scope.ACTIVITIES, Scope.PAY);
    }

    @Test
    void waitsNoLongerThanAGlanceMayTake() {
        assertThat(Shipped.settings("child.sharing", SharingSettings.class).patience())
                .isEqualTo(Duration.ofMillis(800));
    }

    private Set<Scope> scopes() {
        return sharings.of(parent).blockOptional().orElseThrow();
    }
}
