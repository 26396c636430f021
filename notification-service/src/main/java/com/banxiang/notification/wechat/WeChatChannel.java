package com.banxiang.notification.wechat;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Outcome.Elsewhere;
import com.banxiang.notification.delivery.Channel.Outcome.Failed;
import com.banxiang.notification.delivery.Channel.Outcome.Later;
import com.banxiang.notification.delivery.Channel.Outcome.Sent;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Prepared.Decided;
import com.banxiang.notification.delivery.Channel.Prepared.Ready;
import com.banxiang.notification.family.Family;
import com.banxiang.notification.family.Family.Relative;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.text.Texts;
import com.banxiang.notification.wechat.WeChatAnswer.NoConsent;
import com.banxiang.notification.wechat.WeChatAnswer.NotTaken;
import com.banxiang.notification.wechat.WeChatAnswer.Rejected;
import com.banxiang.notification.wechat.WeChatAnswer.Taken;
import com.banxiang.notification.wechat.WeChatAnswer.Unsure;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reaches children in the mini-program. Who has no consent left, or none that WeChat knows of, is told of health by short
 * message at once: such a reminder does not wait for the next time they open the mini-program. The last consent is kept for
 * it, too.
 */
@Component
final class WeChatChannel implements Channel {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    /** What a {@code thing} keyword holds. */
    private static final int LONGEST_THING = 20;

    /** What anything but health leaves of the consents. */
    private static final int KEPT_FOR_HEALTH = 1;

    private final WeChatApi wechat;
    private final Consents consents;
    private final Family family;
    private final Texts texts;
    private final WeChatSettings settings;
    private final Clock clock;

    WeChatChannel(
            WeChatApi wechat, Consents consents, Family family, Texts texts, WeChatSettings settings, Clock clock) {
        this.wechat = wechat;
        this.consents = consents;
        this.family = family;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.WECHAT;
    }

    @Override
    public Mono<Prepared> prepare(Message message, @Nullable String key) {

        return family.of(message.about())
                .flatMapIterable(it -> it)
                .filter(it -> it.who().id().equals(message.recipient().id()))
                .next()
                .mapNotNull(it -> ready(message, it))
                .defaultIfEmpty(new Decided(otherwise(message, "no_openid")));
    }

    private @Nullable Prepared ready(Message message, Relative child) {

        var openid = child.openid();
        return openid == null
                ? null
                : new Ready(null, send(message, child.who().id(), openid, keywords(message, child)));
    }

    private Map<String, String> keywords(Message message, Relative child) {

        var params = Map.of("relationship", child.relationship());
        var now = clock.instant();
        var keywords = new LinkedHashMap<String, String>();
        keywords.put(
                "thing1", thing(texts.render(Locale.SIMPLIFIED_CHINESE, "wechat." + message.template(), params, now)));
        keywords.put("thing2", thing(texts.relationship(Locale.SIMPLIFIED_CHINESE, child.relationship())));
        keywords.put("time3", MINUTE.format(message.occurredAt()));
        return keywords;
    }

    /** WeChat refuses the whole message for one character too many. */
    static String thing(String text) {

        if (text.codePointCount(0, text.length()) <= LONGEST_THING) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_THING - 1)) + "…";
    }

    private Mono<Outcome> send(Message message, UUID child, String openid, Map<String, String> keywords) {

        return consents.take(child, settings.healthTemplate(), isOfHealth(message) ? 0 : KEPT_FOR_HEALTH)
                .flatMap(taken -> taken
                        ? wechat.send(openid, keywords).flatMap(it -> outcome(message, child, it))
                        : Mono.just(otherwise(message, "no_consent")));
    }

    private static Outcome otherwise(Message message, String why) {
        return isOfHealth(message) ? new Elsewhere(Kind.SMS, why) : new Unreachable(why);
    }

    private static boolean isOfHealth(Message message) {
        return message.type().kind() == Inbox.Kind.HEALTH;
    }

    private Mono<Outcome> outcome(Message message, UUID child, WeChatAnswer answer) {
        return switch (answer) {
            case Taken _ -> Mono.just(new Sent(null));
            case NoConsent _ ->
                consents.useUp(child, settings.healthTemplate()).thenReturn(otherwise(message, "43101"));
            case Rejected(var errcode) -> Mono.just(new Failed("errcode_" + errcode));
            case NotTaken(var why) ->
                consents.giveBack(child, settings.healthTemplate()).thenReturn(new Later(why));
            case Unsure(var why) -> Mono.just(new Outcome.Unsure(why));
        };
    }
}
