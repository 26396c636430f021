package com.banxiang.health.pull;

import com.banxiang.health.device.CloudAccounts;
import com.banxiang.health.huawei.HuaweiCloud;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/** The leave people give us in Huawei's health cloud. */
@Component
@EnableConfigurationProperties(PullSettings.class)
final class HuaweiAccounts implements CloudAccounts {

    private final HuaweiCloud cloud;
    private final LinkAttempts attempts;
    private final Grants grants;
    private final Leaves leaves;
    private final GiveLeavesBack giveLeavesBack;
    private final PullNudge nudge;
    private final PullSettings settings;
    private final IdGenerator ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    HuaweiAccounts(
            HuaweiCloud cloud,
            LinkAttempts attempts,
            Grants grants,
            Leaves leaves,
            GiveLeavesBack giveLeavesBack,
            PullNudge nudge,
            PullSettings settings,
            IdGenerator ids,
            Clock clock) {
        this.cloud = cloud;
        this.attempts = attempts;
        this.grants = grants;
        this.leaves = leaves;
        this.giveLeavesBack = giveLeavesBack;
        this.nudge = nudge;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public boolean isAvailable() {
        return cloud.isConfigured();
    }

    @Override
    public Mono<WayThere> begin(UUID userId) {
        return Mono.defer(() -> {
                    var proof = Proof.of(random);
                    var attempt = new Attempt(
                            userId,
                            ids.generateId(),
                            proof.verifier(),
                            clock.instant().plus(settings.attemptLives()));
                    var way = new WayThere(
                            attempt.linkId(), cloud.authorizeUrl(proof.state(), proof.challenge()), proof.state());
                    return attempts.put(proof.state(), attempt).thenReturn(way);
                })
                .checkpoint("begin linking an account");
    }

    @Override
    public Mono<Void> end(UUID linkId) {
        return Mono.defer(() -> leaves.end(linkId, clock.instant())).checkpoint("end a leave");
    }

    @Override
    public Mono<Void> endAll(UUID userId) {
        return Mono.defer(() -> leaves.endAll(userId, clock.instant())).checkpoint("end all leaves of a person");
    }

    @Override
    public Mono<Void> giveBack() {
        return Mono.fromRunnable(giveLeavesBack::soon);
    }

    @Override
    public Mono<Duration> pullNow(UUID linkId) {
        return Mono.defer(() -> {
                    var now = clock.instant();
                    return grants.ask(linkId, now, now.minus(settings.leastPause()))
                            .flatMap(asked -> asked ? begun() : waitFor(linkId));
                })
                .checkpoint("pull a device now");
    }

    private Mono<Duration> begun() {
        nudge.give();
        return Mono.just(Duration.ZERO);
    }

    private Mono<Duration> waitFor(UUID linkId) {
        return grants.askedAt(linkId)
                .map(at -> Duration.between(clock.instant(), at.plus(settings.leastPause())))
                .filter(Duration::isPositive)
                .defaultIfEmpty(Duration.ofSeconds(1));
    }
}
