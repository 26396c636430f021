package com.banxiang.testkit;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one thing a producer and its consumers share: {@code docs/contracts/events/<topic>.schema.json}. A producer's
 * tests verify what it really publishes, a consumer's tests are fed with samples made from it.
 */
public final class EventContract {

    private static final String FOLDER = "docs/contracts/events";
    private static final String ENDING = ".schema.json";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final String topic;
    private final ObjectNode document;

    private EventContract(String topic, ObjectNode document) {
        this.topic = topic;
        this.document = document;
    }

    public static EventContract of(String topic) {
        return read(folder().resolve(topic + ENDING));
    }

    /** Every contract of the fleet, by topic. */
    public static List<EventContract> all() {

        try (var files = Files.list(folder())) {
            return files.filter(it -> it.toString().endsWith(ENDING))
                    .sorted()
                    .map(EventContract::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EventContract read(Path file) {

        try {
            var name = file.getFileName().toString();
            return new EventContract(name.substring(0, name.length() - ENDING.length()), (ObjectNode)
                    JSON.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("no contract: " + file, e);
        }
    }

    public String topic() {
        return topic;
    }

    /** {@code x-producer}: the service, or the services, that publish it. */
    public List<String> producers() {
        return texts("x-producer");
    }

    /** {@code x-consumers}. */
    public List<String> consumers() {
        return texts("x-consumers");
    }

    /** Fails with everything that is not as the contract says, a field which the contract doesn't name included. */
    public void verify(String json) {
        verify(JSON.readTree(json));
    }

    public void verify(JsonNode event) {
        complain(event, Undocumented.refused(document), "published");
    }

    /** An event with the required fields only. New ids each time; change what the test is about by {@code put}. */
    public ObjectNode minimal() {
        return sample(new SampleMaker(document, false));
    }

    /** An event with every field the contract names. */
    public ObjectNode full() {
        return sample(new SampleMaker(document, true));
    }

    private ObjectNode sample(SampleMaker maker) {
        var made = (ObjectNode) maker.make();
        complain(made, document, "sample");
        return made;
    }

    private void complain(JsonNode event, ObjectNode schema, String what) {

        var rules = schema.deepCopy();
        rules.propertyNames().removeIf(it -> it.startsWith("x-"));
        Schema compiled = SCHEMAS.getSchema(rules);
        var errors = compiled.validate(event, it -> it.executionConfig(config -> config.formatAssertionsEnabled(true)));
        if (!errors.isEmpty()) {
            throw new AssertionError("%s, %s: %s in %s".formatted(topic, what, errors, event));
        }
    }

    private List<String> texts(String field) {

        var value = document.path(field);
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).toList()
                : List.of(value.asString("").split(",\\s*"));
    }

    private static Path folder() {

        @Nullable Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve(FOLDER))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException(
                    "%s: not above %s".formatted(FOLDER, Path.of("").toAbsolutePath()));
        }
        return here.resolve(FOLDER);
    }
}
