package com.banxiang.notification.sms;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Outcome.Failed;
import com.banxiang.notification.delivery.Channel.Outcome.Later;
import com.banxiang.notification.delivery.Channel.Outcome.Sent;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Prepared.Decided;
import com.banxiang.notification.delivery.Channel.Prepared.Ready;
import com.banxiang.notification.sms.SmsAnswer.Accepted;
import com.banxiang.notification.sms.SmsAnswer.FlowControlled;
import com.banxiang.notification.sms.SmsAnswer.Misconfigured;
import com.banxiang.notification.sms.SmsAnswer.NotTaken;
import com.banxiang.notification.sms.SmsAnswer.Rejected;
import com.banxiang.notification.sms.SmsAnswer.Unsure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reaches children at their alert phone and the person an elder named at theirs. The number is asked for at the last moment. */
@Component
final class SmsChannel implements Channel {

    private final AliyunSms aliyun;
    private final SmsAddresses addresses;
    private final SmsSettings settings;

    SmsChannel(AliyunSms aliyun, SmsAddresses addresses, SmsSettings settings) {
        this.aliyun = aliyun;
        this.addresses = addresses;
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

        return addresses
                .of(message)
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
