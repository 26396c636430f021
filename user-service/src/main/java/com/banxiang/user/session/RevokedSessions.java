package com.banxiang.user.session;

import com.banxiang.user.token.IssueAccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells those who ask every few seconds which sessions ended since they asked.
 * <p>
 * A session that ended just before the last answer may have been committed just after it. So each answer reaches back a
 * little further than it was asked to: telling twice is harmless, not telling isn't.
 */
@Component
final class RevokedSessions {

    /** @param now what to ask with next time */
    record News(List<Sessions.Ended> items, Instant now) {}

    /** Longer than any statement may take. */
    static final Duration OVERLAP = Duration.ofSeconds(10);

    /** More than this come with the next question. */
    static final int MOST = 10_000;

    private final Sessions sessions;
    private final Clock clock;

    RevokedSessions(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Never empty. What ended longer ago than an access token lives is of no use to anybody. */
    Mono<News> since(@Nullable Instant since) {

        return Mono.defer(() -> {
            var now = clock.instant();
            var oldest = now.minus(IssueAccessToken.LIFE);
            var from = since == null || since.minus(OVERLAP).isBefore(oldest) ? oldest : since.minus(OVERLAP);
            return sessions.endedSince(from, MOST)
                    .collectList()
                    .map(items -> new News(
                            items, items.size() < MOST ? now : items.getLast().at()))
                    .checkpoint("revoked sessions");
        });
    }
}
