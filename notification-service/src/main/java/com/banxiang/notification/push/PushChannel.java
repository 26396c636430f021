package com.banxiang.notification.push;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Outcome.Failed;
import com.banxiang.notification.delivery.Channel.Outcome.Sent;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Prepared.Decided;
import com.banxiang.notification.delivery.Channel.Prepared.Ready;
import com.banxiang.notification.push.JPushAnswer.Done;
import com.banxiang.notification.push.JPushAnswer.Later;
import com.banxiang.notification.push.JPushAnswer.NoDevice;
import com.banxiang.notification.push.JPushAnswer.Rejected;
import com.banxiang.notification.text.Texts;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reaches the app's users on their phones. A push is stored with its cid before it is first tried, so it takes effect once. */
@Component
final class PushChannel implements Channel {

    private static final int SECONDS_OF_A_DAY = 86_400;

    /** A system message: vendors of phones hold marketing back. */
    private static final int SERVICE = 1;

    private final JPushApi jpush;
    private final CidPool cids;
    private final Registrations devices;
    private final Texts texts;
    private final JPushSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    PushChannel(
            JPushApi jpush,
            CidPool cids,
            Registrations devices,
            Texts texts,
            JPushSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.jpush = jpush;
        this.cids = cids;
        this.devices = devices;
        this.texts = texts;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.PUSH;
    }

    @Override
    public Mono<Prepared> prepare(Message message, @Nullable String key) {

        return devices.hasAny(accountOf(message.recipient()))
                .flatMap(any -> any
                        ? (key == null ? cids.take() : Mono.just(key)).map(cid -> ready(message, cid))
                        : Mono.just(new Decided(new Unreachable("no_device"))));
    }

    private Prepared ready(Message message, String cid) {
        return new Ready(cid, Mono.defer(() -> {
            var asked = clock.instant();
            return jpush.push(body(message, cid)).flatMap(answer -> outcome(message, asked, answer));
        }));
    }

    private Map<String, ?> body(Message message, String cid) {

        var text = texts.render(
                Locale.SIMPLIFIED_CHINESE, "push." + message.template(), message.params(), clock.instant());
        var title = texts.render(Locale.SIMPLIFIED_CHINESE, "push.title", Map.of(), clock.instant());
        var extras = new HashMap<String, String>();
        extras.put("type", message.type().text());
        var alert = message.alert();
        if (alert != null) {
            extras.put("alertId", alert.toString());
        }

        return Map.of(
                "cid", cid,
                "platform", List.of("android", "ios", "hmos"),
                "audience", Map.of("alias", List.of(Alias.of(message.recipient().id()))),
                "notification",
                        Map.of(
                                "alert", text,
                                "android", Map.of("alert", text, "title", title, "priority", 1, "extras", extras),
                                "ios",
                                        Map.of(
                                                "alert",
                                                Map.of("title", title, "body", text),
                                                "sound",
                                                "default",
                                                "badge",
                                                "+1",
                                                "interruption-level",
                                                isPressing(message) ? "time-sensitive" : "active",
                                                "extras",
                                                extras),
                                "hmos", Map.of("alert", text, "title", title, "extras", extras)),
                "options",
                        Map.of(
                                "time_to_live", SECONDS_OF_A_DAY,
                                "apns_production", settings.production(),
                                "classification", SERVICE));
    }

    private Mono<Outcome> outcome(Message message, Instant asked, JPushAnswer answer) {
        return switch (answer) {
            case Done(var id) -> Mono.just(new Sent(id));
            case NoDevice _ -> drop(message, asked).thenReturn(new Unreachable("1011"));
            case Rejected(var code) -> Mono.just(new Failed("code_" + code));
            case Later(var why) -> Mono.just(new Outcome.Later(why));
        };
    }

    /** The app is gone from all their phones; where it is not, it says so when it is opened next. */
    private Mono<Void> drop(Message message, Instant asked) {
        return devices.dropKnown(accountOf(message.recipient()), asked.minus(settings.bindingTakes()))
                .doOnNext(many ->
                        meters.counter("notification.push.device.dropped").increment(many))
                .then();
    }

    /** Breaks through the quiet that the phone itself was set to. */
    private static boolean isPressing(Message message) {
        return message.urgency() != Urgency.NORMAL;
    }

    private static Account accountOf(Recipient recipient) {
        return new Account(recipient.reader() == Reader.CHILD ? AccountKind.CHILD : AccountKind.USER, recipient.id());
    }
}
