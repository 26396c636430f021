package com.banxiang.testkit.api;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One document of two hands: paths, parameters and schemas as the code has them; summaries, descriptions, examples and
 * error codes as people wrote them, or, where nobody did, as the tests saw them.
 */
final class Merge {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String title;
    private final ObjectNode generated;
    private final ObjectNode written;
    private final Words words;
    private final TreeMap<String, Integer> refusals = new TreeMap<>();

    Merge(String title, ObjectNode generated, ObjectNode written, Words words) {
        this.title = title;
        this.generated = generated;
        this.written = written;
        this.words = words;
    }

    ObjectNode document() {

        var document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", title).put("version", "1").put("description", House.ABOUT);
        document.putArray("servers").addObject().put("url", "/");

        var paths = document.putObject("paths");
        new TreeSet<>(generated.path("paths").propertyNames())
                .forEach(path -> generated
                        .path("paths")
                        .path(path)
                        .propertyStream()
                        .forEach(it -> paths.withObjectProperty(path)
                                .set(it.getKey(), operation(path, it.getKey(), it.getValue()))));

        var components = document.putObject("components");
        var schemas = components.putObject("schemas");
        components.set("examples", examples());
        components.set("securitySchemes", House.securitySchemes());
        addReferenced(paths, schemas);
        return document;
    }

    private ObjectNode operation(String path, String method, JsonNode fresh) {

        var before = written.path("paths").path(path).path(method);
        var seen = SeenAnswers.of(method + " " + path);
        var operation = JSON.createObjectNode();

        operation.putArray("tags").add(House.tagOf(path));
        operation.put("summary", before.path("summary").asString(""));
        copy(before, operation, "description");
        operation.put("operationId", method + path.replaceAll("[^A-Za-z0-9]+", "_"));

        var security = security(path, before);
        operation.set("security", security);

        var parameters = JSON.createArrayNode();
        fresh.path("parameters").forEach(it -> parameters.add(parameter(it, before)));
        before.path("parameters").forEach(it -> {
            if (it.path("in").asString().equals("header")) {
                parameters.add(it);
            }
        });
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }

        var body = fresh.has("requestBody") ? fresh.get("requestBody") : before.path("requestBody");
        if (!body.isMissingNode()) {
            operation.set("requestBody", body(body, before.path("requestBody"), seen));
        }
        operation.set(
                "responses",
                new Responses(fresh, before, seen)
                        .all(!security.isEmpty(), !parameters.isEmpty(), operation.has("requestBody")));
        return operation;
    }

    private static JsonNode security(String path, JsonNode before) {
        if (before.has("security")) {
            return before.get("security");
        }
        var security = JSON.createArrayNode();
        House.keyTo(path).ifPresent(it -> security.addObject().putArray(it));
        return security;
    }

    private static ObjectNode parameter(JsonNode fresh, JsonNode before) {

        var parameter = (ObjectNode) fresh.deepCopy();
        before.path("parameters").forEach(it -> {
            if (it.path("name").equals(fresh.path("name")) && it.path("in").equals(fresh.path("in"))) {
                copy(it, parameter, "description");
                copy(it, parameter, "example");
            }
        });
        if (!parameter.has("description")) {
            parameter.put("description", "");
        }
        return parameter;
    }

    private static ObjectNode body(JsonNode fresh, JsonNode before, SeenAnswers seen) {

        var body = (ObjectNode) fresh.deepCopy();
        copy(before, body, "description");
        var media = body.withObjectProperty("content").withObjectProperty("application/json");
        var mediaBefore = before.path("content").path("application/json");
        if (!media.has("schema")) {
            copy(mediaBefore, media, "schema");
        }
        example(media, mediaBefore.path("example"), seen.request());
        return body;
    }

    private static void example(ObjectNode media, JsonNode before, @Nullable JsonNode seen) {
        if (!before.isMissingNode()) {
            media.set("example", before);
        } else if (seen != null) {
            media.set("example", seen);
        }
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        if (from.has(field)) {
            to.set(field, from.get(field));
        }
    }

    private ObjectNode examples() {

        var examples = JSON.createObjectNode();
        refusals.forEach(
                (code, status) -> examples.putObject(code).set("value", House.refusal(status, code, words.of(code))));
        return examples;
    }

    /** Only what is spoken of; and of a schema the code doesn't know, what people wrote. */
    private void addReferenced(JsonNode from, ObjectNode schemas) {

        var all = House.schemas();
        all.setAll((ObjectNode) generated.path("components").path("schemas"));
        var pending = new LinkedHashSet<String>();
        references(from, pending);
        var found = new TreeMap<String, ObjectNode>();
        while (!pending.isEmpty()) {
            var name = pending.removeFirst();
            var before = written.path("components").path("schemas").path(name);
            var schema = all.has(name) ? described((ObjectNode) all.get(name).deepCopy(), before) : (ObjectNode) before;
            found.put(name, schema);
            var more = new LinkedHashSet<String>();
            references(schema, more);
            more.removeAll(found.keySet());
            pending.addAll(more);
        }
        found.forEach(schemas::set);
    }

    private static ObjectNode described(ObjectNode schema, JsonNode before) {

        copy(before, schema, "description");
        schema.path("properties").propertyStream().forEach(it -> {
            if (it.getValue() instanceof ObjectNode property) {
                copy(before.path("properties").path(it.getKey()), property, "description");
            }
        });
        return schema;
    }

    private static void references(JsonNode node, Set<String> found) {

        if (node.path("$ref").asString("").startsWith("#/components/schemas/")) {
            found.add(node.get("$ref").asString().substring("#/components/schemas/".length()));
        }
        node.forEach(it -> references(it, found));
    }

    /** The answers of one operation. */
    private final class Responses {

        private final JsonNode fresh;
        private final JsonNode before;
        private final JsonNode seen;
        private final TreeMap<String, ObjectNode> all = new TreeMap<>();

        Responses(JsonNode fresh, JsonNode before, SeenAnswers seen) {
            this.fresh = fresh.path("responses");
            this.before = before.path("responses");
            this.seen = seen.answers();
        }

        ObjectNode all(boolean hasToken, boolean hasParameters, boolean hasBody) {

            if (hasToken) {
                refusal("401", "UNAUTHENTICATED");
                refusal("401", "TOKEN_EXPIRED");
                refusal("403", "FORBIDDEN");
            }
            if (hasParameters || hasBody) {
                refusal("400", "VALIDATION_FAILED");
                refusal("400", "MALFORMED_REQUEST");
            }
            add(before, true);
            add(seen, false);

            var responses = JSON.createObjectNode();
            all.forEach(responses::set);
            return responses;
        }

        private void add(JsonNode answers, boolean wereWritten) {

            for (var status : answers.propertyNames()) {
                if (House.isWithoutBody(status)) {
                    all.put(
                            status,
                            JSON.createObjectNode()
                                    .put(
                                            "description",
                                            before.path(status)
                                                    .path("description")
                                                    .asString("成功,没有内容")));
                } else if (status.startsWith("2")) {
                    success(status);
                } else {
                    var codes = wereWritten
                            ? before.path(status)
                                    .path("content")
                                    .path("application/json")
                                    .path("examples")
                            : seen.path(status);
                    codes.propertyNames().stream()
                            .filter(it -> !House.ANYWHERE.contains(it))
                            .forEach(it -> refusal(status, it));
                }
            }
        }

        private void success(String status) {

            if (all.containsKey(status)) {
                return;
            }
            var known = before.path(status);
            var response = JSON.createObjectNode()
                    .put("description", known.path("description").asString("成功"));
            var schema =
                    fresh.path("200").path("content").path("application/json").path("schema");
            var mediaBefore = known.path("content").path("application/json");
            var media = response.putObject("content").putObject("application/json");
            if (!schema.isMissingNode()) {
                media.set("schema", schema);
            } else {
                copy(mediaBefore, media, "schema");
            }
            var answer = seen.path(status).path("example");
            example(media, mediaBefore.path("example"), answer instanceof ObjectNode it ? House.stamped(it) : null);
            all.put(status, response);
        }

        private void refusal(String status, String code) {

            refusals.putIfAbsent(code, Integer.parseInt(status));
            var response = all.computeIfAbsent(status, it -> {
                var fresh = JSON.createObjectNode().put("description", "");
                fresh.putObject("content")
                        .putObject("application/json")
                        .putObject("schema")
                        .put("$ref", "#/components/schemas/Refusal");
                return fresh;
            });
            var media = (ObjectNode) response.path("content").path("application/json");
            media.withObjectProperty("examples").putObject(code).put("$ref", "#/components/examples/" + code);
            var codes = new TreeSet<String>(media.path("examples").propertyNames());
            response.put("description", codes.stream().map(words::of).collect(Collectors.joining(";")));
        }
    }
}
