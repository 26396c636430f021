package com.banxiang.notification.sms;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Outcome.Failed;
import com.banxiang.notification.delivery.Channel.Outcome.Later;
import com.banxiang.notification.delivery.Channel.Outcome.Sent;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Prepared.Decided;
import com.banxiang.notification.delivery.Channel.Prepared.Ready;
import com.banxiang.notification.family.Family;
import com.banxiang.notification.family.Family.Elder;
import com.banxiang.notification.family.Family.Relative;
import com.banxiang.notification.sms.SmsAnswer.Accepted;
import com.banxiang.notification.sms.SmsAnswer.FlowControlled;
import com.banxiang.notification.sms.SmsAnswer.Misconfigured;
import com.banxiang.notification.sms.SmsAnswer.NotTaken;
import com.banxiang.notification.sms.SmsAnswer.Rejected;
import com.banxiang.notification.sms.SmsAnswer.Unsure;
import com.banxiang.notification.text.Texts;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reaches children at their alert phone and the person an elder named at theirs. The number is asked for at the last moment. */
@Component
final class SmsChannel implements Channel {

    /** A number, and what the template says there. */
    private record Address(String phone, Map<String, String> params) {}

    private final AliyunSms aliyun;
    private final Family family;
    private final Texts texts;
    private final SmsSettings settings;

    SmsChannel(AliyunSms aliyun, Family family, Texts texts, SmsSettings settings) {
        this.aliyun = aliyun;
        this.family = family;
        this.texts = texts;
        this.settings = settings;
    }

    @Override
    public Kind kind() {
        return Kind.SMS;
    }

    @Override
    public Mono<Prepared> prepare(Message message, @Nullable String key) {

        var template = settings.templateOf(message.template());
        if (template.isEmpty()) {
            return Mono.just(new Decided(new Failed("no_template")));
        }

        return address(message)
                .<Prepared>map(it -> new Ready(
                        null,
                        aliyun.send(
                                        it.phone(),
                                        template.get(),
                                        it.params(),
                                        message.eventId().toString())
                                .map(SmsChannel::outcome)))
                .defaultIfEmpty(new Decided(new Unreachable("no_phone")));
    }

    private Mono<Address> address(Message message) {

        return switch (message.recipient().reader()) {
            case CHILD ->
                family.of(message.about())
                        .flatMapIterable(it -> it)
                        .filter(it -> it.who().id().equals(message.recipient().id()))
                        .next()
                        .mapNotNull(this::addressOf);
            case CONTACT -> family.elder(message.about()).mapNotNull(this::addressOf);
            case USER, OPERATORS -> Mono.empty();
        };
    }

    private @Nullable Address addressOf(Relative child) {

        var phone = child.alertPhone();
        if (phone == null) {
            return null;
        }

        var relationship = texts.relationship(Locale.SIMPLIFIED_CHINESE, child.relationship());
        return new Address(phone, Map.of("relationship", relationship));
    }

    /** A stranger reads this: the surname and no more. */
    private @Nullable Address addressOf(Elder elder) {

        var phone = elder.emergencyPhone();
        if (phone == null) {
            return null;
        }

        var surname = Objects.requireNonNullElse(elder.surname(), "").strip();
        var name = surname.isEmpty()
                ? texts.render(Locale.SIMPLIFIED_CHINESE, "contact.unnamed", Map.of(), Instant.EPOCH)
                : surname + "**";
        return new Address(phone, Map.of("name", name));
    }

    private static Outcome outcome(SmsAnswer answer) {
        return switch (answer) {
            case Accepted(var bizId) -> new Sent(bizId);
            case FlowControlled _ -> new Failed("isv.BUSINESS_LIMIT_CONTROL");
            case Rejected(var code) -> new Failed(code);
            case Misconfigured(var code) -> new Failed(code);
            case NotTaken(var why) -> new Later(why);
            case Unsure(var why) -> new Outcome.Unsure(why);
        };
    }
}
