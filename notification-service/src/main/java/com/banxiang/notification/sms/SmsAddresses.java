package com.banxiang.notification.sms;

import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.family.Family;
import com.banxiang.notification.family.Family.Elder;
import com.banxiang.notification.family.Family.Relative;
import com.banxiang.notification.text.Texts;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where a short message goes: a child's alert phone, or the phone of the person an elder named. No number is kept here. */
@Component
final class SmsAddresses {

    /** A number, and what the template says there. */
    record Address(String phone, Map<String, String> params) {

        @Override
        public String toString() {
            return "Address[***]";
        }
    }

    private final Family family;
    private final Texts texts;

    SmsAddresses(Family family, Texts texts) {
        this.family = family;
        this.texts = texts;
    }

    /** Empty where there is none. */
    Mono<Address> of(Message message) {

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
}
