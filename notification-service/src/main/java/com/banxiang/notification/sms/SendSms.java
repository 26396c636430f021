package com.banxiang.notification.sms;

import com.banxiang.notification.sms.SmsAnswer.Accepted;
import com.banxiang.notification.sms.SmsAnswer.FlowControlled;
import com.banxiang.notification.sms.SmsAnswer.Misconfigured;
import com.banxiang.notification.sms.SmsAnswer.NotTaken;
import com.banxiang.notification.sms.SmsAnswer.Rejected;
import com.banxiang.notification.sms.SmsAnswer.Unsure;
import com.banxiang.notification.sms.SmsRequests.Found;
import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.web.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends a short message for a neighbour who waits for the vendor's answer, such as a code to log in with.
 *
 * <p>The request is stored before the vendor is called. Whatever the vendor said once is said again to the same request; a
 * call whose end nobody knows is never made a second time: two codes on one phone confuse people.
 */
@Component
class SendSms {

    /** @param requestId the neighbour's own id for it */
    record Command(String phone, String template, Map<String, String> params, String requestId) {

        @Override
        public String toString() {
            return "Command[%s, %s]".formatted(template, requestId);
        }
    }

    /** What became of it. */
    sealed interface Decision {

        record Sent(String messageId) implements Decision {}

        record Refused(Refusal reason) implements Decision {}
    }

    /** Why not. The names are the error codes a neighbour sees. */
    enum Refusal {
        SMS_RATE_LIMITED,
        SMS_REFUSED,
        REQUEST_ID_REUSED
    }

    private static final Duration POLL = Duration.ofMillis(50);

    private final SmsRequests requests;
    private final AliyunSms aliyun;
    private final BlindIndex index;
    private final SmsSettings settings;
    private final Clock clock;

    SendSms(SmsRequests requests, AliyunSms aliyun, BlindIndex index, SmsSettings settings, Clock clock) {
        this.requests = requests;
        this.aliyun = aliyun;
        this.index = index;
        this.settings = settings;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link Unavailable} while the vendor is away, or if it never said what became of it. */
    Mono<Decision> handle(Command command) {

        var mac = macOf(command);

        return requests.begin(command.requestId(), mac, clock.instant())
                .flatMap(isNew -> isNew ? send(command) : repeat(command, mac))
                .checkpoint("send a short message for a neighbour");
    }

    private Mono<Decision> send(Command command) {

        return Mono.justOrEmpty(settings.templateOf(command.template()))
                .flatMap(template -> aliyun.send(command.phone(), template, command.params(), command.requestId()))
                .defaultIfEmpty(new Rejected("no_template"))
                .timeout(settings.budget(), Mono.just(new Unsure("budget")))
                .flatMap(answer -> keep(command, answer));
    }

    private Mono<Decision> keep(Command command, SmsAnswer answer) {

        return switch (answer) {
            case Accepted(var bizId) ->
                requests.end(command.requestId(), "sent", bizId, null).thenReturn(new Decision.Sent(bizId));
            case FlowControlled _ -> refuse(command, Refusal.SMS_RATE_LIMITED);
            case Rejected _ -> refuse(command, Refusal.SMS_REFUSED);
            // It was not sent, so asking again may send it.
            case NotTaken(var why) -> requests.forget(command.requestId()).then(away(why));
            case Misconfigured(var code) -> requests.forget(command.requestId()).then(away(code));
            case Unsure(var why) ->
                requests.end(command.requestId(), "unknown", null, null).then(away(why));
        };
    }

    private Mono<Decision> refuse(Command command, Refusal refusal) {
        return requests.end(command.requestId(), "refused", null, refusal).thenReturn(new Decision.Refused(refusal));
    }

    /** Somebody asked before. If that is still going on, waits for how it ends as long as the first would. */
    private Mono<Decision> repeat(Command command, byte[] mac) {

        return requests.find(command.requestId())
                .filter(it -> !it.state().equals("sending"))
                .repeatWhenEmpty(again -> again.delayElements(POLL))
                .timeout(settings.budget(), Mono.empty())
                .flatMap(found -> Arrays.equals(found.bodyMac(), mac)
                        ? answerOf(found)
                        : Mono.just(new Decision.Refused(Refusal.REQUEST_ID_REUSED)))
                .switchIfEmpty(Mono.defer(() -> away("under_way")));
    }

    private static Mono<Decision> answerOf(Found found) {

        var messageId = found.messageId();
        var refusal = found.refusal();

        if (messageId != null) {
            return Mono.just(new Decision.Sent(messageId));
        }
        return refusal != null ? Mono.just(new Decision.Refused(refusal)) : away(found.state());
    }

    private static <T> Mono<T> away(String why) {
        return Mono.error(() -> new Unavailable("aliyun-sms: " + why, null));
    }

    private byte[] macOf(Command command) {
        return index.of(
                "sms_requests.body",
                String.join("\n", command.phone(), command.template(), new TreeMap<>(command.params()).toString()));
    }
}
