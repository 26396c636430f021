package com.banxiang.testkit;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A contract read strictly: consumers ignore fields they don't know, but a producer that publishes a field nobody
 * wrote down has changed the contract without saying so.
 */
final class Undocumented {

    static ObjectNode refused(ObjectNode schema) {
        var strict = schema.deepCopy();
        refuseIn(strict);
        return strict;
    }

    private static void refuseIn(JsonNode node) {

        if (node instanceof ObjectNode object && object.path("properties").isObject() && !isPartOfAWhole(object)) {
            if (!object.has("additionalProperties") && !object.has("unevaluatedProperties")) {
                object.put("unevaluatedProperties", false);
            }
        }
        node.propertyStream()
                .filter(it -> !Stream.of("allOf", "anyOf", "oneOf", "if", "then", "else", "not")
                        .toList()
                        .contains(it.getKey()))
                .forEach(it -> refuseIn(it.getValue()));
        if (node.isArray()) {
            node.forEach(Undocumented::refuseIn);
        }
    }

    private static boolean isPartOfAWhole(ObjectNode object) {
        return object.has("$ref") && object.size() == 1;
    }

    private Undocumented() {}
}
