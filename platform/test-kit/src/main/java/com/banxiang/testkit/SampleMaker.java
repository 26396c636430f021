package com.banxiang.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Invents an event that fits a schema. What it can't invent, such as a pattern, the schema gives by {@code examples}. */
final class SampleMaker {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode root;
    private final boolean everything;

    SampleMaker(ObjectNode root, boolean everything) {
        this.root = root;
        this.everything = everything;
    }

    JsonNode make() {
        return make("event", root);
    }

    private JsonNode make(String name, JsonNode schema) {

        if (schema.has("$ref")) {
            return make(name, resolve(schema.get("$ref").asString()));
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        for (var given : new String[] {"examples", "enum"}) {
            if (schema.path(given).has(0)) {
                return schema.get(given).get(0);
            }
        }
        for (var choice : new String[] {"oneOf", "anyOf"}) {
            if (schema.path(choice).has(0) && !schema.has("properties")) {
                return make(name, schema.get(choice).get(0));
            }
        }
        return switch (typeOf(schema)) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(true);
            case "string" -> NODES.stringNode(text(name, schema));
            case "null" -> NODES.nullNode();
            default -> throw new IllegalStateException("%s: %s (expected: a type)".formatted(name, schema));
        };
    }

    private ObjectNode object(JsonNode schema) {

        var made = NODES.objectNode();
        schema.path("allOf").forEach(part -> {
            if (make("allOf", part) instanceof ObjectNode fields) {
                made.setAll(fields);
            }
        });
        properties(schema).forEach(it -> made.set(it.getKey(), make(it.getKey(), it.getValue())));
        return made;
    }

    private Stream<Map.Entry<String, JsonNode>> properties(JsonNode schema) {

        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        return schema.path("properties").propertyStream().filter(it -> everything || required.contains(it.getKey()));
    }

    private JsonNode array(String name, JsonNode schema) {

        var made = NODES.arrayNode();
        var size = Math.max(schema.path("minItems").asInt(0), everything ? 1 : 0);
        for (var i = 0; i < size; i++) {
            made.add(make(name, schema.path("items")));
        }
        return made;
    }

    private static JsonNode number(JsonNode schema) {

        if (schema.has("minimum")) {
            return schema.get("minimum");
        }
        return NODES.numberNode(schema.path("exclusiveMinimum").asInt(0) + 1);
    }

    private static String text(String name, JsonNode schema) {

        return switch (schema.path("format").asString("")) {
            case "uuid" -> newId().toString();
            case "date-time" -> Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
            case "date" -> LocalDate.now(ZoneOffset.UTC).toString();
            case "uri" -> "https://example.com/" + name;
            default -> word(name, schema);
        };
    }

    private static String word(String name, JsonNode schema) {

        if (schema.has("pattern")) {
            throw new IllegalStateException("%s: a pattern without examples".formatted(name));
        }
        var shortest = schema.path("minLength").asInt(1);
        var longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        var word = name.length() < shortest ? name + "x".repeat(shortest - name.length()) : name;
        return word.length() > longest ? word.substring(0, longest) : word;
    }

    /** Of the form the fleet's own ids have, version 7. */
    private static UUID newId() {

        var random = UUID.randomUUID();
        var time = System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
        return new UUID(time, random.getLeastSignificantBits());
    }

    /** A nullable field is sampled with a value. */
    private static String typeOf(JsonNode schema) {

        var type = schema.path("type");
        if (type.isArray()) {
            return type.valueStream()
                    .map(JsonNode::asString)
                    .filter(it -> !it.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        return type.asString(schema.has("properties") || schema.has("allOf") ? "object" : "");
    }

    private JsonNode resolve(String reference) {

        var found = reference.startsWith("#") ? root.at(reference.substring(1)) : NODES.missingNode();
        if (found.isMissingNode()) {
            throw new IllegalStateException("$ref: %s (expected: a part of the same file)".formatted(reference));
        }
        return found;
    }
}
