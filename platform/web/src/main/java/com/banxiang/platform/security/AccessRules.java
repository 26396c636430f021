package com.banxiang.platform.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What a service opens, and to whom: everything it opens, in one place. The most specific pattern decides, and one that
 * names a method before one that doesn't.
 *
 * <p>A pattern is {@code "GET /api/v1/things/{id}"}, or {@code "/api/v1/**"} for every method.
 */
public final class AccessRules {

    /** Who may pass. */
    sealed interface Access {

        /** No token is fine; a bad or an expired one is not. */
        record Open() implements Access {}

        /** Whatever stands in the header is not looked at. */
        record IgnoringToken() implements Access {}

        /** @param roles one of them is needed; none named means none needed */
        record Accounts(AccountKind kind, Set<String> roles) implements Access {}

        record Services(Set<String> names) implements Access {}

        record Denied() implements Access {}
    }

    private record Rule(@Nullable HttpMethod method, PathPattern path, Access access) {

        boolean matches(HttpMethod asked, PathContainer at) {
            return (method == null || method.equals(asked)) && path.matches(at);
        }
    }

    private static final Access DENIED = new Access.Denied();

    private final List<Rule> rules;

    private AccessRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Nothing is open but what the platform brings: the operational endpoints, which the gateway never routes, the API's
     * document, and dead letters for operators.
     */
    public static Builder denyByDefault() {
        return new Builder()
                .ignoringToken("/actuator/**", "/v3/api-docs/**")
                .operators("GET /api/v1/admin/{service}/dead-letters", "ADMIN", "SUPPORT")
                .operators("POST /api/v1/admin/{service}/dead-letters/{id}/replay", "ADMIN");
    }

    Access of(HttpMethod method, PathContainer path) {

        for (var rule : rules) {
            if (rule.matches(method, path)) {
                return rule.access();
            }
        }

        return DENIED;
    }

    /** Collects the rules in any order. */
    public static final class Builder {

        private final List<Rule> rules = new ArrayList<>();

        /** Public: no token is fine, a bad one is 401, so that nobody is silently taken for a stranger. */
        public Builder open(String... patterns) {
            return add(new Access.Open(), patterns);
        }

        /** Public, and the header is ignored: logging in, webhooks, pages. */
        public Builder ignoringToken(String... patterns) {
            return add(new Access.IgnoringToken(), patterns);
        }

        public Builder users(String... patterns) {
            return add(new Access.Accounts(AccountKind.USER, Set.of()), patterns);
        }

        public Builder children(String... patterns) {
            return add(new Access.Accounts(AccountKind.CHILD, Set.of()), patterns);
        }

        public Builder operators(String pattern, String... roles) {
            return add(new Access.Accounts(AccountKind.OPERATOR, Set.of(roles)), pattern);
        }

        public Builder service(String pattern, String... callers) {
            return add(new Access.Services(Set.of(callers)), pattern);
        }

        public AccessRules build() {
            rules.sort(Comparator.comparing(Rule::path, PathPattern.SPECIFICITY_COMPARATOR)
                    .thenComparing(it -> it.method() == null));
            return new AccessRules(List.copyOf(rules));
        }

        private Builder add(Access access, String... patterns) {

            for (var pattern : patterns) {
                var space = pattern.indexOf(' ');
                var method = space < 0 ? null : HttpMethod.valueOf(pattern.substring(0, space));
                var path = PathPatternParser.defaultInstance.parse(pattern.substring(space + 1));
                rules.add(new Rule(method, path, access));
            }

            return this;
        }
    }
}
