package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.AliyunError.BUSINESS_LIMIT_CONTROL;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The carriers' limits per signature and number. They count what was accepted, always; they refuse only when switched on. */
@Component
final class FlowControl {

    private static final int PER_DAY_AND_TEMPLATE = 50;

    private final Messages messages;
    private final Clock clock;

    FlowControl(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** Fails with the vendor's refusal, which names the level that was reached. */
    void check(String signName, Template template, String phone) {

        var now = clock.instant();
        var aDayAgo = now.minus(Duration.ofDays(1));
        switch (template.use()) {
            case ONE_TIME_PASSWORD -> {
                refuseFrom(1, passwordsSince(now.truncatedTo(MINUTES), signName, phone), "触发分钟级流控Permits:1");
                refuseFrom(5, passwordsSince(now.truncatedTo(HOURS), signName, phone), "触发小时级流控Permits:5");
                refuseFrom(10, passwordsSince(aDayAgo, signName, phone), "触发天级流控Permits:10");
            }
            case NOTIFICATION ->
                refuseFrom(
                        PER_DAY_AND_TEMPLATE,
                        notificationsSince(aDayAgo, signName, template, phone),
                        "触发天级流控Permits:50");
        }
    }

    private static void refuseFrom(int permits, int accepted, String text) {
        if (accepted >= permits) {
            throw new AliyunRefusal(BUSINESS_LIMIT_CONTROL, text);
        }
    }

    private int passwordsSince(Instant start, String signName, String phone) {

        return messages.newestFirst(it -> it.phone().equals(phone)
                        && it.signName().equals(signName)
                        && it.template().use() == Template.Use.ONE_TIME_PASSWORD
                        && !it.at().isBefore(start))
                .size();
    }

    private int notificationsSince(Instant start, String signName, Template template, String phone) {

        return messages.newestFirst(it -> it.phone().equals(phone)
                        && it.signName().equals(signName)
                        && it.template().equals(template)
                        && !it.at().isBefore(start))
                .size();
    }
}
