package com.banxiang.sandbox.jpush;

import com.banxiang.sandbox.traffic.Received;
import com.banxiang.sandbox.traffic.Troubles;
import com.banxiang.sandbox.traffic.Vendor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How JPush fails, and the rate headers it never forgets. */
@Component
final class JPushTroubles implements Troubles {

    private final JPushAnswers answers;
    private final RateLimits limits;

    JPushTroubles(JPushAnswers answers, RateLimits limits) {
        this.answers = answers;
        this.limits = limits;
    }

    @Override
    public Vendor vendor() {
        return Vendor.JPUSH;
    }

    @Override
    public Set<String> kinds() {
        return Arrays.stream(JPushError.values())
                .map(it -> Integer.toString(it.code()))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<ResponseEntity<String>> refusing(String kind, String operation) {
        return JPushError.of(kind)
                .filter(it -> it.isGivenBy(operation))
                .map(it -> answers.refusal(it, it.text(), null));
    }

    @Override
    public ResponseEntity<String> failing(int status) {

        return switch (status) {
            case 401 -> refusal(JPushError.UNAUTHENTICATED);
            case 403 -> refusal(JPushError.BARRED);
            case 405 -> refusal(JPushError.POST_REQUIRED);
            case 429 -> refusal(JPushError.TOO_FREQUENT);
            case 500 -> refusal(JPushError.INTERNAL);
            case 503 -> refusal(JPushError.TIMED_OUT);
            default -> JPushAnswers.html(status);
        };
    }

    @Override
    public void mark(Received call, HttpHeaders answer) {

        var standing = limits.count(call.operation());
        var refuses = Integer.valueOf(429).equals(call.fault().status())
                || "2002".equals(call.fault().kind());
        answer.set("X-Rate-Limit-Limit", Integer.toString(standing.limit()));
        answer.set("X-Rate-Limit-Remaining", Integer.toString(refuses ? 0 : standing.remaining()));
        answer.set("X-Rate-Limit-Reset", Long.toString(standing.secondsToReset()));
    }

    private ResponseEntity<String> refusal(JPushError error) {
        return answers.refusal(error, error.text(), null);
    }
}
