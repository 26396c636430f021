package com.banxiang.health.pull;

import com.banxiang.health.device.CloudLinks;
import com.banxiang.health.huawei.HuaweiSignature;
import com.banxiang.platform.crypto.BlindIndex;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fetches at once where Huawei says that there is something new. It says no more than that, and nothing it says beside is
 * believed: its signature doesn't cover it. The same again changes nothing, because one device is not asked about twice in a
 * short time.
 */
@Component
final class ReceiveNotification {

    /** @param signature null where there is none, which is no good one */
    record Command(@Nullable String signature, byte[] body) {}

    enum Decision {
        HEARD,
        /** Answered the same: a sender learns nothing about who is linked. */
        NOBODYS,
        UNREADABLE,
        UNSIGNED
    }

    /** Why not. The names are the error codes the sender sees. */
    enum Reason {
        BAD_SIGNATURE
    }

    private final HuaweiSignature signature;
    private final CloudLinks links;
    private final Grants grants;
    private final PullNudge nudge;
    private final BlindIndex index;
    private final JsonMapper json;
    private final PullSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    ReceiveNotification(
            HuaweiSignature signature,
            CloudLinks links,
            Grants grants,
            PullNudge nudge,
            BlindIndex index,
            JsonMapper json,
            PullSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.signature = signature;
        this.links = links;
        this.grants = grants;
        this.nudge = nudge;
        this.index = index;
        this.json = json;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<Decision> handle(Command command) {
        return Mono.defer(() -> decide(command)).doOnNext(this::count).checkpoint("receive a notification of Huawei's");
    }

    private Mono<Decision> decide(Command command) {

        JsonNode notification;

        try {
            notification = json.readTree(command.body());
        } catch (JacksonException unreadable) {
            return Mono.just(Decision.UNREADABLE);
        }

        var openId = text(notification, "openId");
        var eventType = text(notification, "eventType");
        var eventTime = text(notification, "eventTime");

        if (openId.isEmpty() || eventType.isEmpty() || eventTime.isEmpty()) {
            return Mono.just(Decision.UNREADABLE);
        }

        var given = command.signature();
        return given != null && signature.matches(openId, eventType, eventTime, given)
                ? hear(openId)
                : Mono.just(Decision.UNSIGNED);
    }

    private Mono<Decision> hear(String openId) {
        return links.ofAccount(FinishLinking.account(index, openId))
                .flatMap(linkId -> grants.notified(linkId, clock.instant(), settings.leastPause()))
                .filter(known -> known)
                .map(_ -> heard())
                .defaultIfEmpty(Decision.NOBODYS);
    }

    private Decision heard() {
        nudge.give();
        return Decision.HEARD;
    }

    private static String text(JsonNode notification, String field) {
        var value = notification.path(field);
        return value.isString() || value.isIntegralNumber() ? value.asString() : "";
    }

    private void count(Decision decision) {
        meters.counter(
                        PullMeter.NOTIFICATIONS.getName(),
                        PullMeter.Tag.OUTCOME.asString(),
                        decision.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
