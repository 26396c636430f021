package com.banxiang.child.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.Relationship;
import com.banxiang.child.overview.PartAnswer.NotShared;
import com.banxiang.child.overview.PartAnswer.Seen;
import com.banxiang.child.overview.PartAnswer.Unavailable;
import com.banxiang.child.sharing.Scope;
import com.banxiang.testkit.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** With the patience that is shipped, on a clock of its own. */
class AskPartsTests {

    private static final Bond BOND = new Bond(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            Relationship.SON,
            true,
            null,
            1,
            Instant.parse("2026-11-21T08:00:00Z"),
            null);

    private record Part(String name, Scope scope, Supplier<Mono<String>> answer) implements OverviewPart {

        @Override
        public Mono<String> of(Bond bond) {
            return answer.get();
        }
    }

    @Test
    void isShippedWith800Milliseconds() {
        assertThat(shipped().patience()).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void waitsForASlowPartUntilItsTimeIsUpAndNamesIt() {

        var slow = part("slow", () -> Mono.delay(Duration.ofMillis(801)).map(_ -> "late"));
        var just = part("just", () -> Mono.delay(Duration.ofMillis(799)).map(_ -> "in time"));
        var never = part("never", Mono::never);

        StepVerifier.withVirtualTime(() -> asking(Mono.just(Set.of(Scope.HEALTH)), slow, just, never))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(800))
                .expectNext(List.of(new Unavailable("slow"), new Seen("just", "in time"), new Unavailable("never")))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void countsTheTimeToLearnWhatIsSharedToo() {

        var part = part("part", () -> Mono.delay(Duration.ofMillis(500)).map(_ -> "late"));
        var shared = Mono.delay(Duration.ofMillis(400)).map(_ -> Set.of(Scope.HEALTH));

        StepVerifier.withVirtualTime(() -> asking(shared, part))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(800))
                .expectNext(List.of(new Unavailable("part")))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void namesAPartThatFailsForWhateverReason() {

        var broken = part("broken", () -> Mono.error(new IllegalStateException("broken")));
        var thrown = part("thrown", () -> {
            throw new IllegalStateException("thrown");
        });
        var whole = part("whole", () -> Mono.just("seen"));

        StepVerifier.create(asking(Mono.just(Set.of(Scope.HEALTH)), broken, thrown, whole))
                .expectNext(List.of(new Unavailable("broken"), new Unavailable("thrown"), new Seen("whole", "seen")))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void asksNoPartThatIsNotShared() {

        var asked = new AtomicInteger();
        var health = part("health", () -> Mono.fromSupplier(() -> "seen" + asked.incrementAndGet()));
        var activities = new Part("activities", Scope.ACTIVITIES, () -> Mono.just("seen"));

        StepVerifier.create(asking(Mono.just(Set.of(Scope.ACTIVITIES)), health, activities))
                .expectNext(List.of(new NotShared("health"), new Seen("activities", "seen")))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
        assertThat(asked).hasValue(0);
    }

    @Test
    void asksOnceWhatIsSharedAndNamesAllPartsIfThatIsNotKnown() {

        var asked = new AtomicInteger();
        var shared = Mono.<Set<Scope>>defer(() -> {
            asked.incrementAndGet();
            return Mono.error(new com.banxiang.platform.web.Unavailable("user-service", null));
        });

        StepVerifier.create(asking(shared, part("one", () -> Mono.just("seen")), part("two", () -> Mono.just("seen"))))
                .expectNext(List.of(new Unavailable("one"), new Unavailable("two")))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
        assertThat(asked).hasValue(1);
    }

    @Test
    void knowsNoPartNobodyOffers() {
        StepVerifier.create(asking(Mono.just(Set.of())))
                .expectNext(List.of())
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    private static Part part(String name, Supplier<Mono<String>> answer) {
        return new Part(name, Scope.HEALTH, answer);
    }

    private static Mono<List<PartAnswer>> asking(Mono<Set<Scope>> shared, OverviewPart... parts) {
        return new AskParts(List.of(parts), shipped()).handle(BOND, shared);
    }

    private static OverviewSettings shipped() {
        return Shipped.settings("child.overview", OverviewSettings.class);
    }
}
