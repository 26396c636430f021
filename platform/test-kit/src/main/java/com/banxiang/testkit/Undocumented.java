package com.banxiang.testkit;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A contract read strictly: consumers ignore fields they don't know, but a producer that publishes a field nobody
 * wrote down has changed the contract without saying so.
 */
public final class Undocumented {

    /** Alternatives and additions: the object around them knows all fields, none of them does. */
    private static final Set<String> PARTS_OF_A_WHOLE = Set.of("allOf", "anyOf", "oneOf", "if", "then", "else", "not");

    public static ObjectNode refused(ObjectNode schema) {
        var strict = schema.deepCopy();
        refuseIn(strict);
        return strict;
    }

    private static void refuseIn(JsonNode node) {

        if (node instanceof ObjectNode object && isOpen(object)) {
            object.put("unevaluatedProperties", false);
        }
        node.propertyStream()
                .filter(it -> !PARTS_OF_A_WHOLE.contains(it.getKey()))
                .forEach(it -> refuseIn(it.getValue()));
    }

    private static boolean isOpen(ObjectNode object) {
        return object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.has("unevaluatedProperties");
    }

    private Undocumented() {}
}
