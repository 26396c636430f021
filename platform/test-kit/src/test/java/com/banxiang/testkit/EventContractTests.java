package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EventContractTests {

    @TempDir
    Path folder;

    EventContract contract;

    @BeforeEach
    void writeContract() throws IOException {
        contract = contract("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "x-producer": "kitchen-service",
              "x-consumers": ["table-service", "guest-service"],
              "type": "object",
              "required": ["kettleId", "boiler", "occurredAt", "version"],
              "properties": {
                "kettleId": {"type": "string", "format": "uuid"},
                "boiler": {"$ref": "#/$defs/account"},
                "occurredAt": {"type": "string", "format": "date-time"},
                "version": {"type": "integer", "minimum": 1},
                "severity": {"enum": ["warning", "critical"]},
                "code": {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["ABC"]},
                "note": {"type": ["string", "null"], "minLength": 6, "maxLength": 7},
                "cups": {
                  "type": "array",
                  "items": {"type": "object", "required": ["ml"], "properties": {"ml": {"type": "number", "exclusiveMinimum": 0}}}
                },
                "metadata": {"type": "object"}
              },
              "$defs": {
                "account": {
                  "type": "object",
                  "required": ["kind", "id"],
                  "properties": {
                    "kind": {"enum": ["user", "child"]},
                    "id": {"type": "string", "format": "uuid"}
                  }
                }
              }
            }
            """);
    }

    @Test
    void knowsWhoPublishesAndWhoListens() {

        assertThat(contract.topic()).isEqualTo("kettle-boiled");
        assertThat(contract.producers()).containsExactly("kitchen-service");
        assertThat(contract.consumers()).containsExactly("table-service", "guest-service");
    }

    @Test
    void makesASampleOfTheRequiredFields() {

        var sample = contract.minimal();

        assertThat(sample.propertyNames()).containsExactlyInAnyOrder("kettleId", "boiler", "occurredAt", "version");
        assertThatCode(() -> contract.verify(sample)).doesNotThrowAnyException();
    }

    @Test
    void makesASampleOfEveryField() {

        var sample = contract.full();

        assertThat(sample.propertyNames()).hasSize(9);
        assertThat(sample.at("/code").asString()).isEqualTo("ABC");
        assertThat(sample.at("/note").asString()).hasSizeBetween(6, 7);
        assertThat(sample.at("/cups/0/ml").intValue()).isPositive();
        assertThatCode(() -> contract.verify(sample)).doesNotThrowAnyException();
    }

    @Test
    void makesNewIdsEachTime() {

        assertThat(contract.minimal().get("kettleId"))
                .isNotEqualTo(contract.minimal().get("kettleId"));
    }

    @Test
    void refusesAMissingField() {
        assertRefused("version", contract.minimal().without("version"));
    }

    @Test
    void refusesAWrongType() {
        assertRefused("version", contract.minimal().put("version", "one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kettleId", "occurredAt"})
    void refusesAWrongForm(String field) {
        assertRefused(field, contract.minimal().put(field, "yesterday"));
    }

    @Test
    void refusesAnUnknownEnumValue() {
        assertRefused("severity", contract.minimal().put("severity", "WARNING"));
    }

    @Test
    void refusesAFieldNobodyWroteDown() {
        assertRefused("phone", contract.minimal().put("phone", "13800138000"));
    }

    @Test
    void refusesAFieldNobodyWroteDownInsideAnother() {

        var event = contract.full();
        ((ObjectNode) event.get("boiler")).put("name", "someone");

        assertRefused("name", event);
    }

    @Test
    void leavesAFreeFieldFree() {

        var event = contract.full();
        ((ObjectNode) event.get("metadata")).put("anything", 1);

        assertThatCode(() -> contract.verify(event)).doesNotThrowAnyException();
    }

    @Test
    void asksForAnExampleWhereItCannotInvent() throws IOException {

        var mute = contract("{\"type\": \"object\", \"required\": [\"code\"],"
                + " \"properties\": {\"code\": {\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}}}");

        assertThatIllegalStateException().isThrownBy(mute::minimal).withMessageContaining("code");
    }

    private EventContract contract(String schema) throws IOException {
        return EventContract.read(Files.writeString(folder.resolve("kettle-boiled.schema.json"), schema));
    }

    private void assertRefused(String field, ObjectNode event) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> contract.verify(event))
                .withMessageContaining(field);
    }
}
