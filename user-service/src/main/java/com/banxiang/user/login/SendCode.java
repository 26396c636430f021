package com.banxiang.user.login;

import static com.banxiang.user.login.SendDecision.Reason.SMS_RATE_LIMITED;

import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.user.login.CodeMessages.Delivery.Accepted;
import com.banxiang.user.login.CodeMessages.Delivery.FlowControlled;
import com.banxiang.user.login.LoginCodes.Sent;
import com.banxiang.user.login.LoginSettings.Quota;
import com.banxiang.user.login.SendDecision.Granted;
import com.banxiang.user.login.SendDecision.Refused;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Sends a phone a code, within limits that hold on all replicas together.
 * <p>
 * The code is stored, and counted, before it is sent, so that it is good the moment it arrives. If nothing was sent it is
 * taken back, and the code before it is the newest again. Nobody's account is looked at: whether the phone is registered
 * shows neither in the answer nor in its time.
 */
@Component
@EnableConfigurationProperties(LoginSettings.class)
final class SendCode {

    private static final int CODES = 1_000_000;

    record Command(String phone, Purpose purpose, String clientIp) {}

    private final LoginCodes codes;
    private final CodeMessages messages;
    private final LoginSettings settings;
    private final LoginMeters meters;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Duration longestPhoneWindow;

    SendCode(
            LoginCodes codes,
            CodeMessages messages,
            LoginSettings settings,
            LoginMeters meters,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock) {
        this.codes = codes;
        this.messages = messages;
        this.settings = settings;
        this.meters = meters;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.longestPhoneWindow = settings.perPhone().stream()
                .map(Quota::within)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Never empty. Fails with {@link Unavailable} while messages can't be sent. */
    Mono<SendDecision> handle(Command command) {

        var phone = codes.indexOf(command.phone());
        var address = codes.addressOf(command.clientIp());

        return codes.lock(phone, address)
                .then(Mono.defer(() -> waitFor(phone, address)))
                .flatMap(wait -> wait.isPositive()
                        ? Mono.just(new Refused(SMS_RATE_LIMITED, wait))
                        : store(phone, command.purpose(), address))
                .as(transaction::transactional)
                .flatMap(decision -> send(decision, command))
                .doOnNext(meters::count)
                .checkpoint("send code");
    }

    private Mono<Duration> waitFor(byte[] phone, byte[] address) {

        var now = clock.instant();
        var perAddress = settings.perAddress();

        return codes.sentSince(phone, now.minus(longestPhoneWindow), address, now.minus(perAddress.within()))
                .collectList()
                .flatMap(sent -> {
                    var toPhone = times(sent.stream().filter(Sent::toPhone).toList());
                    var fromAddress =
                            times(sent.stream().filter(Sent::fromAddress).toList());
                    var wait = longer(
                            CodeQuota.waitForAll(settings.perPhone(), toPhone, now),
                            CodeQuota.waitFor(perAddress, fromAddress, now));
                    // Only who passes the first two may hold up the fleet's counter.
                    return wait.isPositive() ? Mono.just(wait) : waitForFleet(now);
                });
    }

    private Mono<Duration> waitForFleet(Instant now) {
        return codes.lockFleet()
                .then(codes.newest(settings.fleet(), now).collectList())
                .map(sent -> CodeQuota.waitFor(settings.fleet(), sent, now));
    }

    private Mono<SendDecision> store(byte[] phone, Purpose purpose, byte[] address) {

        var id = ids.generateId();
        var digits = "%06d".formatted(random.nextInt(CODES));

        return codes.add(id, phone, purpose, codes.hashOf(id, digits), address, clock.instant())
                .thenReturn(new Granted(id, digits));
    }

    private Mono<SendDecision> send(SendDecision decision, Command command) {

        if (!(decision instanceof Granted(var id, var digits))) {
            return Mono.just(decision);
        }

        return messages.send(id, command.purpose(), command.phone(), digits)
                .onErrorResume(
                        Unavailable.class,
                        away -> away instanceof TimedOut
                                ? Mono.error(away)
                                : codes.remove(id).then(Mono.error(away)))
                .flatMap(delivery -> switch (delivery) {
                    case Accepted _ -> Mono.just(decision);
                    case FlowControlled(var retryAfter) ->
                        codes.discard(id).thenReturn(new Refused(SMS_RATE_LIMITED, retryAfter));
                });
    }

    private static List<Instant> times(List<Sent> sent) {
        return sent.stream().map(Sent::at).toList();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
