package com.banxiang.testkit.api;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.Tables;
import com.banxiang.testkit.api.ApiContract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks every operation of the part's OpenAPI documents for what makes no sense. Each answer comes in time and is no
 * failure of ours, and a refusal leaves nothing behind.
 *
 * <p>The values are the same in every run: what was found once is found again.
 */
public final class ApiFuzz {

    /** Other tests' work may still be going on; what this request does, it does again. */
    private static final int MOST_DISTURBANCES = 3;

    private final Requests requests;
    private final Tables tables;
    private final BiFunction<String, String, String> keys;
    private final Map<String, String> known = new HashMap<>();
    private final String counting;

    /**
     * @param keys the {@code Authorization} of a kind (user, child, operator, service) for a path
     * @param mayGrow tables in which refusals are counted, which is no effect of the request; what is asked in vain may
     *     be audited all the same
     */
    public ApiFuzz(Requests requests, Tables tables, BiFunction<String, String, String> keys, String... mayGrow) {
        this.requests = requests;
        this.tables = tables;
        this.keys = keys;
        this.counting = counting(tables, List.of(mayGrow));
    }

    /** A path variable for which something exists. */
    public ApiFuzz known(String variable, Object value) {
        known.put(variable, value.toString());
        return this;
    }

    /** A test for each operation. */
    public Stream<DynamicTest> tests() {
        return ApiContract.operations().stream().map(it -> DynamicTest.dynamicTest(it.name(), () -> torment(it)));
    }

    private void torment(Operation operation) {

        var key = keyTo(operation);
        var body = operation
                .text()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
        var call = new Call(
                operation,
                operation.pattern().getPatternString(),
                values(operation),
                key,
                body.isMissingNode() ? null : body.toString());

        strangers(call, operation.text().path("security"));
        paths(operation, call);
        queries(operation, call);
        if (body instanceof ObjectNode object) {
            HostileValues.BODIES.forEach(it -> expectNoHarm(call.body(it)));
            fields(object, object, call);
        }
    }

    /** Where a token is needed, nothing else will do; where none is, none is asked for; where it may be, both is right. */
    private void strangers(Call call, JsonNode security) {

        var isOptional = security.valueStream().anyMatch(JsonNode::isEmpty);
        for (var token : new String[] {null, "", "Bearer", "Bearer x.y.z", "Basic YTpi", "Service x.y.z"}) {
            var answer = expectNoHarm(call.token(token));
            if (!isOptional && security.isEmpty() == answer.text().contains("UNAUTHENTICATED")) {
                throw new AssertionError("%s: %s without a token (expected: %s)"
                        .formatted(call, answer.text(), security.isEmpty() ? "none is needed" : "a refusal"));
            }
        }
    }

    private void paths(Operation operation, Call call) {
        for (var variable : variables(operation)) {
            for (var text : HostileValues.TEXTS) {
                if (!text.isEmpty()) {
                    expectNoHarm(call.with(variable, text));
                }
            }
        }
    }

    private void queries(Operation operation, Call call) {
        operation.text().path("parameters").forEach(parameter -> {
            if (parameter.path("in").asString().equals("query")) {
                var name = parameter.path("name").asString();
                HostileValues.TEXTS.forEach(it -> expectNoHarm(call.query(name, it)));
            }
        });
    }

    /** Every field in turn, however deep, is something else, or missing. */
    private void fields(ObjectNode whole, ObjectNode part, Call call) {

        for (var name : List.copyOf(part.propertyNames())) {
            var right = part.get(name);
            HostileValues.values().forEach(it -> {
                part.set(name, it);
                expectNoHarm(call.body(whole.toString()));
            });
            part.remove(name);
            expectNoHarm(call.body(whole.toString()));
            part.set(name, right);
            if (right instanceof ObjectNode deeper) {
                fields(whole, deeper, call);
            } else if (right.path(0) instanceof ObjectNode deeper) {
                fields(whole, deeper, call);
            }
        }
    }

    private Answer expectNoHarm(Call call) {

        var rows = rows();
        var answer = ask(call);
        for (var again = 0; answer.status() >= 400 && !rows.equals(rows()); again++) {
            if (again == MOST_DISTURBANCES) {
                throw new AssertionError("%s: %s, and yet %s became %s".formatted(call, answer.text(), rows, rows()));
            }
            rows = rows();
            answer = ask(call);
        }
        return answer;
    }

    private Answer ask(Call call) {

        var answer = exchange(call);
        if (answer.status() >= 500) {
            throw new AssertionError("%s: %d %s".formatted(call, answer.status(), answer.text()));
        }
        return answer;
    }

    /** Who is refused before the body was read may find the connection closed while still sending it. */
    private Answer exchange(Call call) {
        for (var again = 0; ; again++) {
            try {
                return requests.exchange(call.method(), call.template, call.variables, call.token, call.body, Map.of());
            } catch (WebClientRequestException closed) {
                if (again == MOST_DISTURBANCES) {
                    throw closed;
                }
            }
        }
    }

    /** How many there are in each table. */
    private String rows() {
        return tables.one(String.class, counting);
    }

    private static String counting(Tables tables, List<String> apart) {
        return tables.all(String.class, """
            select tablename from pg_tables
             where schemaname = current_schema() and tablename not like '%flyway%'
            """).stream()
                .filter(it -> !it.equals("audit_log") && !apart.contains(it))
                .map(it -> it.equals("outbox_messages") ? it + " where topic <> 'audit-recorded'" : it)
                .map(it -> "select '%s' as name, count(*) as rows from %s".formatted(it.split(" ")[0], it))
                .collect(Collectors.joining(
                        " union all ",
                        "select string_agg(name || ' ' || rows, ', ' order by name) from (",
                        ") tables"));
    }

    private @Nullable String keyTo(Operation operation) {
        var security = operation.text().path("security").path(0);
        return security.isEmpty()
                ? null
                : keys.apply(
                        security.propertyNames().iterator().next(),
                        operation.pattern().getPatternString());
    }

    private static List<String> variables(Operation operation) {
        var variables = new ArrayList<String>();
        operation.text().path("parameters").forEach(it -> {
            if (it.path("in").asString().equals("path")) {
                variables.add(it.path("name").asString());
            }
        });
        return variables;
    }

    private Map<String, String> values(Operation operation) {
        var values = new HashMap<String, String>();
        variables(operation)
                .forEach(it ->
                        values.put(it, known.getOrDefault(it, UUID.randomUUID().toString())));
        return values;
    }

    private record Call(
            Operation operation,
            String template,
            Map<String, String> variables,
            @Nullable String token,
            @Nullable String body) {

        private static final int SHOWN = 300;

        HttpMethod method() {
            return HttpMethod.valueOf(operation.method().toUpperCase(Locale.ROOT));
        }

        Call token(@Nullable String other) {
            return new Call(operation, template, variables, other, body);
        }

        Call body(String other) {
            return new Call(operation, template, variables, token, other);
        }

        Call with(String name, String value) {
            var others = new HashMap<>(variables);
            others.put(name, value);
            return new Call(operation, template, others, token, body);
        }

        Call query(String name, String value) {
            return new Call(operation, template + "?" + name + "={" + name + "}", variables, token, body)
                    .with(name, value);
        }

        @Override
        public String toString() {
            var text = "%s %s %s".formatted(operation.name(), variables, body);
            return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
        }
    }
}
