package com.banxiang.testkit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the module's tests asked and were answered, remembered while the document is being written: its examples. */
final class SeenAnswers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path FOLDER = Path.of("target/seen-answers");

    private final Path file;
    private final ObjectNode seen;

    private SeenAnswers(Path file) {
        this.file = file;
        this.seen = Files.exists(file)
                ? (ObjectNode) JSON.readTree(file.toFile())
                : JSON.createObjectNode().put("operation", file.getFileName().toString());
    }

    static SeenAnswers of(String operation) {
        return new SeenAnswers(FOLDER.resolve(operation.replaceAll("[^A-Za-z0-9]+", "_") + ".json"));
    }

    /** @param refusal the code of a refusal, null where the answer was yes */
    void remember(int status, @Nullable String refusal, String request, JsonNode answer) {

        var kept = seen.withObjectProperty("answers").withObjectProperty(Integer.toString(status));
        var key = refusal == null ? "example" : refusal;
        if (kept.has(key)) {
            return;
        }
        if (refusal == null) {
            kept.set(key, answer);
            if (!request.isBlank()) {
                seen.put("request", request);
            }
        } else {
            kept.put(key, true);
        }
        save();
    }

    JsonNode answers() {
        return seen.path("answers");
    }

    @Nullable
    JsonNode request() {
        return seen.path("request").isString()
                ? JSON.readTree(seen.get("request").asString())
                : null;
    }

    /** A token is as long as it is meaningless, and a number made up by a test may be somebody's. */
    private static String presentable(String json) {
        return json.replaceAll(
                        "eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTkzIn0.c2lnbmF0dXJl")
                .replaceAll("\\b1[3-9]\\d{9}\\b", "13800138000");
    }

    private void save() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(file, presentable(JSON.writeValueAsString(seen)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
