package com.banxiang.notification.vendor;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** The companies outside that carry our messages. */
public interface Vendors {

    /**
     * @param name for metrics and logs
     * @param patience for a whole call
     */
    Vendor to(String name, Duration patience);

    /** One company, behind its own connections and its own breaker. Nothing is tried again here: what is safe to repeat only the caller knows. */
    interface Vendor {

        /**
         * Never fails and is never empty. The address and the body may hold a phone or a token: neither reaches a log, a
         * metric or an error.
         */
        Mono<Reply> call(HttpMethod method, URI address, Map<String, String> headers, byte[] body);
    }

    /** How a call ended, by what is known of it. */
    sealed interface Reply {

        record Answered(int status, byte[] body) implements Reply {

            public boolean isTrouble() {
                return status >= 500;
            }
        }

        /** It certainly did not reach the vendor: repeating is safe. */
        record NotSent(String why) implements Reply {}

        /** It may have been done or not: there was no answer. */
        record Lost(String why) implements Reply {}
    }
}
