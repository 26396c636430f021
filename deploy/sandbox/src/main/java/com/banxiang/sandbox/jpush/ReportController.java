package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushError.INVALID;

import com.banxiang.sandbox.traffic.Received;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The report host: how many devices got which message. What is not known is null. */
@RestController
@RequestMapping("/jpush/report")
final class ReportController {

    private static final int MOST_IDS = 100;

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(Include.ALWAYS)
    record Counters(
            String msgId,
            @Nullable Long jpushReceived,
            @Nullable Long androidPnsSent,
            @Nullable Long androidPnsReceived,
            @Nullable Long iosApnsSent,
            @Nullable Long iosApnsReceived,
            @Nullable Long iosMsgReceived,
            @Nullable Long hmosReceived) {}

    private final Admission admission;
    private final SendPush sendPush;
    private final JPushAnswers answers;

    ReportController(Admission admission, SendPush sendPush, JPushAnswers answers) {
        this.admission = admission;
        this.sendPush = sendPush;
        this.answers = answers;
    }

    @GetMapping("/v3/received/detail")
    ResponseEntity<String> detail(
            @RequestAttribute(Received.NAME) Received call,
            @RequestParam(name = "msg_ids", defaultValue = "") String msgIds) {

        admission.check(call);
        var ids = Arrays.asList(msgIds.split(","));
        if (ids.size() > MOST_IDS || !ids.stream().allMatch(it -> it.matches("\\d{1,19}"))) {
            throw new JPushRefusal(INVALID, "msg_ids (expected: 1–%s numbers)".formatted(MOST_IDS));
        }
        return answers.ok(ids.stream().map(this::counters).toList());
    }

    private Counters counters(String msgId) {

        var deliveries = sendPush.newestFirst(it -> it.msgId().equals(msgId));
        var ios = count(deliveries, "ios");
        return new Counters(msgId, count(deliveries, "android"), null, null, ios, ios, null, count(deliveries, "hmos"));
    }

    private static @Nullable Long count(List<Delivery> deliveries, String platform) {

        var count =
                deliveries.stream().filter(it -> it.platform().equals(platform)).count();
        return count == 0 ? null : count;
    }
}
