package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushError.INVALID;

import com.banxiang.sandbox.traffic.Received;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The push host. */
@RestController
@RequestMapping("/jpush/push")
final class PushController {

    private static final int MOST_CIDS = 10;

    private final Admission admission;
    private final PushReader reader;
    private final SendPush sendPush;
    private final Cids cids;
    private final JPushAnswers answers;
    private final JPushSettings settings;

    PushController(
            Admission admission,
            PushReader reader,
            SendPush sendPush,
            Cids cids,
            JPushAnswers answers,
            JPushSettings settings) {
        this.admission = admission;
        this.reader = reader;
        this.sendPush = sendPush;
        this.cids = cids;
        this.answers = answers;
        this.settings = settings;
    }

    @RequestMapping("/v3/push")
    Mono<ResponseEntity<String>> push(@RequestAttribute(Received.NAME) Received call) {

        var push = admitted(call);
        var aliases = push.audience().aliases();
        if (aliases.contains(MagicAliases.HTML)) {
            return Mono.just(JPushAnswers.html(502));
        }
        refuseMagic(push);
        var repeated = sendPush.isRepetition(push);
        var answer = Mono.just(answers.ok(sendPush.handle(push)));
        return aliases.contains(MagicAliases.TIMEOUT) && !repeated
                ? answer.delayElement(settings.slowAnswer())
                : answer;
    }

    @RequestMapping("/v3/push/validate")
    ResponseEntity<String> validate(@RequestAttribute(Received.NAME) Received call) {
        return answers.ok(sendPush.validate(admitted(call)));
    }

    @GetMapping("/v3/push/cid")
    ResponseEntity<String> cids(
            @RequestAttribute(Received.NAME) Received call,
            @RequestParam(defaultValue = "1") String count,
            @RequestParam(defaultValue = "push") String type) {

        admission.check(call);
        if (!count.matches("\\d{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > MOST_CIDS) {
            throw new JPushRefusal(INVALID, "count: %s (expected: 1–%s)".formatted(count, MOST_CIDS));
        }
        if (!Set.of("push", "schedule").contains(type)) {
            throw new JPushRefusal(INVALID, "type");
        }
        return answers.ok(Map.of("cidlist", cids.issue(Integer.parseInt(count))));
    }

    private Push admitted(Received call) {

        admission.check(call);
        if (!call.method().equals("POST")) {
            throw new JPushRefusal(JPushError.POST_REQUIRED);
        }
        return reader.read(call.body());
    }

    private static void refuseMagic(Push push) {

        MagicAliases.REFUSED.forEach((alias, error) -> {
            if (push.audience().aliases().contains(alias)) {
                throw new JPushRefusal(error);
            }
        });
    }
}
