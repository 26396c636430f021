package com.banxiang.testkit.api;

import com.banxiang.testkit.Undocumented;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the part under test promises in its OpenAPI documents. Whatever a test asks, the answer is held to them: an
 * undocumented status, code or field fails the test that met it.
 */
public final class ApiContract {

    static final Path PUBLIC = Path.of("src/main/resources/openapi.yaml");
    static final Path INTERNAL = Path.of("src/main/resources/openapi-internal.yaml");

    /** With it, documents are written from code and tests instead of being checked. */
    static final boolean WRITING = Boolean.getBoolean("openapi.write");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final ApiContract HERE = new ApiContract();

    record Operation(String method, PathPattern pattern, JsonNode text, JsonNode components) {

        String name() {
            return method + " " + pattern.getPatternString();
        }
    }

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private ApiContract() {

        for (var path : List.of(PUBLIC, INTERNAL)) {
            var file = new YamlFile(path);
            if (file.exists()) {
                add(file.read());
            }
        }
        operations.sort(Comparator.comparing(Operation::pattern, PathPattern.SPECIFICITY_COMPARATOR));
    }

    private void add(ObjectNode document) {

        document.path("paths").propertyStream().forEach(path -> {
            var pattern = PathPatternParser.defaultInstance.parse(path.getKey());
            path.getValue()
                    .propertyStream()
                    .forEach(it -> operations.add(
                            new Operation(it.getKey(), pattern, it.getValue(), document.path("components"))));
        });
    }

    /** Fails if the answer is not as documented. A part without documents promises nothing. */
    static void check(String method, String path, String request, int status, @Nullable MediaType type, String answer) {
        if (status >= 400 && answer.isBlank()) {
            return; // the test did not read on
        }
        HERE.find(method, path).ifPresent(it -> HERE.check(it, request, status, isJson(type) ? answer : ""));
    }

    static List<Operation> operations() {
        return HERE.operations;
    }

    private Optional<Operation> find(String method, String rawPath) {

        var path = PathContainer.parsePath(rawPath);
        var name = method.toLowerCase(Locale.ROOT);
        return operations.stream()
                .filter(it -> it.method().equals(name) && it.pattern().matches(path))
                .findFirst();
    }

    private void check(Operation operation, String request, int status, String answer) {

        var json = answer.isBlank() ? JSON.missingNode() : JSON.readTree(answer);
        var refusal = status < 400 ? null : json.path("error").path("code").asString("");
        if (WRITING) {
            SeenAnswers.of(operation.name()).remember(status, refusal, request, json);
            return;
        }

        var documented = operation.text().path("responses").path(Integer.toString(status));
        if (refusal == null) {
            demand(!documented.isMissingNode(), operation, "status " + status);
            hold(
                    operation,
                    json,
                    documented.path("content").path("application/json").path("schema"),
                    status);
        } else {
            var codes = documented.path("content").path("application/json").path("examples");
            demand(codes.has(refusal) || House.ANYWHERE.contains(refusal), operation, status + " " + refusal);
        }
    }

    private static boolean isJson(@Nullable MediaType type) {
        return type != null && type.getSubtype().endsWith("json");
    }

    private static void demand(boolean isDocumented, Operation operation, String what) {
        if (!isDocumented) {
            throw new AssertionError("%s: %s is not documented".formatted(operation.name(), what));
        }
    }

    private void hold(Operation operation, JsonNode json, JsonNode schema, int status) {

        if (schema.isMissingNode() || json.isMissingNode()) {
            return;
        }
        var rules = compiled.computeIfAbsent(
                operation.name() + status, it -> strict((ObjectNode) schema, operation.components()));
        var errors = rules.validate(json, it -> it.executionConfig(config -> config.formatAssertionsEnabled(true)));
        demand(errors.isEmpty(), operation, "%d %s: %s".formatted(status, json, errors));
    }

    private static Schema strict(ObjectNode schema, JsonNode components) {
        return SCHEMAS.getSchema(Undocumented.refused(rooted(schema, components)));
    }

    /** Of what is asked, unknown fields are ignored. */
    static Schema lenient(ObjectNode schema, JsonNode components) {
        return SCHEMAS.getSchema(rooted(schema, components));
    }

    private static ObjectNode rooted(ObjectNode schema, JsonNode components) {
        var root = schema.deepCopy();
        root.putObject("components").set("schemas", components.path("schemas").deepCopy());
        return root;
    }
}
