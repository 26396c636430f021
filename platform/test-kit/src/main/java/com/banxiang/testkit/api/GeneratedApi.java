package com.banxiang.testkit.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the controllers of a running part say of themselves, in the house's own conventions. */
final class GeneratedApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a generator sees where the code reads or writes JSON as it comes; so is a bare text. The author says more. */
    private static final Set<String> SAYS_NOTHING =
            Set.of("JsonNode", "ObjectNode", "Object", "ServerHttpRequest", "DataBuffer");

    private final ObjectNode document;

    private GeneratedApi(ObjectNode document) {
        this.document = document;
    }

    /** @param ours which paths are wanted */
    static ObjectNode of(ApplicationContext application, Predicate<String> ours) {

        var api = new GeneratedApi(read(application));
        api.schemas().propertyNames().forEach(name -> api.tidySchema(name));
        spokenIn(application).complete(api.schemas());
        api.paths().propertyNames().stream().toList().forEach(path -> api.keep(path, ours.test(path)));
        api.nameEnums(api.document);
        return api.document;
    }

    private static ObjectNode read(ApplicationContext application) {

        var generator = application.getBean(OpenApiWebfluxResource.class);
        var path = application.getEnvironment().getRequiredProperty("springdoc.api-docs.path");
        try {
            var json = generator
                    .openapiJson(MockServerHttpRequest.get(path).build(), path, Locale.CHINA)
                    .block();
            return (ObjectNode) JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SpokenTypes spokenIn(ApplicationContext application) {

        var types = new SpokenTypes();
        application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .values()
                .stream()
                .filter(GeneratedApi::isOurs)
                .forEach(types::learn);
        return types;
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("com.banxiang.");
    }

    private void keep(String path, boolean wanted) {

        if (!wanted) {
            paths().remove(path);
            return;
        }
        for (var operation : operations(paths().path(path))) {
            tidy(operation);
        }
    }

    private static List<ObjectNode> operations(JsonNode path) {
        var operations = new ArrayList<ObjectNode>();
        path.forEach(it -> operations.add((ObjectNode) it));
        return operations;
    }

    private void tidy(ObjectNode operation) {

        operation.remove("tags");
        tidyParameters(operation);
        if (operation.path("requestBody").path("content") instanceof ObjectNode content) {
            onlyJson(content, schema -> {});
        }

        var answer = operation.path("responses").path("200").path("content");
        if (answer instanceof ObjectNode content) {
            onlyJson(content, media -> media.set("schema", unwrapped(media.path("schema"))));
        }
    }

    private static void onlyJson(ObjectNode content, Consumer<ObjectNode> change) {

        var media = (ObjectNode) content.iterator().next();
        change.accept(media);
        if (saysNothing(media.path("schema"))) {
            media.remove("schema");
        }
        content.removeAll();
        content.set("application/json", media);
    }

    /** Of an envelope the caller wants to know what {@code data} is. */
    private JsonNode unwrapped(JsonNode schema) {

        var name = nameIn(schema);
        if (!name.startsWith("Envelope")) {
            return schema;
        }
        var success = JSON.createObjectNode();
        success.putArray("allOf").addObject().put("$ref", "#/components/schemas/Success");
        var data = schemas().path(name).path("properties").path("data");
        if (saysNothing(data)) {
            return name.equals("EnvelopeVoid") ? success : JSON.createObjectNode();
        }
        success.putObject("properties").set("data", data.deepCopy());
        success.putArray("required").add("data");
        return success;
    }

    private static boolean isAnything(JsonNode schema) {
        return SAYS_NOTHING.contains(nameIn(schema));
    }

    private static boolean saysNothing(JsonNode schema) {
        return schema.isEmpty()
                || isAnything(schema)
                || isAnything(schema.path("items"))
                || schema.path("type").asString("").equals("string") && !schema.has("enum");
    }

    /** What the platform resolves by itself is no parameter; what binds a whole record is several. */
    private void tidyParameters(ObjectNode operation) {

        if (!(operation.get("parameters") instanceof ArrayNode parameters)) {
            return;
        }
        var kept = JSON.createArrayNode();
        for (var parameter : parameters) {
            var name = nameIn(parameter.path("schema"));
            if (name.isEmpty()) {
                kept.add(parameter);
            } else if (name.equals("PageRequest")) {
                kept.addAll(paging());
            } else if (name.endsWith("Query")) {
                schemas().path(name).path("properties").propertyStream().forEach(it -> kept.add(query(it)));
            }
        }
        if (kept.isEmpty()) {
            operation.remove("parameters");
        } else {
            operation.set("parameters", kept);
        }
    }

    private static ObjectNode query(Map.Entry<String, JsonNode> property) {
        var parameter = JSON.createObjectNode()
                .put("name", property.getKey())
                .put("in", "query")
                .put("required", false);
        parameter.set("schema", property.getValue().deepCopy());
        return parameter;
    }

    private static ArrayNode paging() {
        return (ArrayNode) JSON.readTree("""
            [{"name": "limit", "in": "query", "required": false,
              "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
             {"name": "cursor", "in": "query", "required": false, "schema": {"type": "string"}}]\
            """);
    }

    /** A field that may be absent, null or a value is, in JSON, one that may be null. */
    private void tidySchema(String name) {

        if (!(schemas().path(name).path("properties") instanceof ObjectNode properties)) {
            return;
        }
        for (var property : List.copyOf(properties.propertyNames())) {
            if (isAnything(properties.path(property))) {
                properties.putObject(property);
            } else if (isAnything(properties.path(property).path("items"))) {
                properties.withObjectProperty(property).putObject("items");
            }
            var changed = nameIn(properties.path(property));
            if (changed.startsWith("Change")
                    && schemas().path(changed).path("properties").has("said")) {
                properties.set(
                        property,
                        orNull(schemas().path(changed).path("properties").path("value")));
            }
        }
    }

    private static ObjectNode orNull(JsonNode schema) {

        var nullable = (ObjectNode) schema.deepCopy();
        if (nullable.path("type").isString()) {
            var type = nullable.get("type").asString();
            nullable.putArray("type").add(type).add("null");
            if (nullable.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
            return nullable;
        }
        var either = JSON.createObjectNode();
        either.putArray("oneOf").add(nullable).addObject().put("type", "null");
        return either;
    }

    /** As the platform writes them. */
    private void nameEnums(JsonNode node) {

        if (node.path("enum") instanceof ArrayNode values) {
            for (var i = 0; i < values.size(); i++) {
                if (values.get(i).isString()) {
                    values.set(
                            i,
                            JSON.getNodeFactory()
                                    .stringNode(values.get(i).asString().toLowerCase(Locale.ROOT)));
                }
            }
        }
        node.forEach(this::nameEnums);
    }

    private static String nameIn(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private ObjectNode paths() {
        return (ObjectNode) document.get("paths");
    }

    private ObjectNode schemas() {
        return (ObjectNode) document.path("components").get("schemas");
    }
}
