package com.banxiang.user.login;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts how signing in goes, by outcome: {@code user.code} for sending and {@code user.login} for trying. */
@Component
final class LoginMeters {

    private static final String OUTCOME = "outcome";

    private final MeterRegistry meters;

    LoginMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(SendDecision decision) {
        meters.counter(
                        "user.code",
                        OUTCOME,
                        switch (decision) {
                            case SendDecision.Granted _ -> "sent";
                            case SendDecision.Refused refused -> named(refused.reason());
                        })
                .increment();
    }

    void count(LoginDecision decision) {
        meters.counter(
                        "user.login",
                        OUTCOME,
                        switch (decision) {
                            case LoginDecision.SignedIn signedIn -> signedIn.isNewUser() ? "registered" : "signed_in";
                            case LoginDecision.Refused refused -> named(refused.reason());
                            case LoginDecision.TooManyTries _ -> named(LoginDecision.Reason.LOGIN_RATE_LIMITED);
                        })
                .increment();
    }

    private static String named(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
