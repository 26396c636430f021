package com.banxiang.child.outcome;

import com.banxiang.platform.web.RequestContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts how a use case ended and says so in one line: which one and about whose id, never a name, a number or a reading.
 *
 * <p>A failure counts under the name of its class, of which there are few.
 */
@Component
public final class Outcomes {

    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

    private static final String DONE = "done";

    private final MeterRegistry meters;

    Outcomes(MeterRegistry meters) {
        this.meters = meters;
    }

    /** For work whose answer says how it ended. */
    public <T> UnaryOperator<Mono<T>> of(UseCase useCase, @Nullable UUID subject, Function<T, String> outcome) {

        return work -> Mono.deferContextual(context -> {
            var request = RequestContext.of(context);
            return work.doOnSuccess(it -> tell(useCase, subject, it == null ? DONE : outcome.apply(it), request))
                    .doOnError(it -> tell(useCase, subject, named(it), request));
        });
    }

    /** For work that is done or fails. */
    public <T> UnaryOperator<Mono<T>> of(UseCase useCase, @Nullable UUID subject) {
        return of(useCase, subject, _ -> DONE);
    }

    public static String named(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static String named(Throwable failure) {
        return failure.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private void tell(UseCase useCase, @Nullable UUID subject, String outcome, RequestContext request) {

        meters.counter(useCase.getName(), UseCase.Tag.OUTCOME.asString(), outcome)
                .increment();

        log.atInfo()
                .addKeyValue("requestId", request.requestId())
                .addKeyValue("traceId", request.trace().traceId())
                .addKeyValue("subject", subject)
                .addKeyValue("outcome", outcome)
                .log(named(useCase));
    }
}
