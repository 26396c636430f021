package com.banxiang.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where what was found is written down. */
final class Results {

    private static final Path FOLDER = Path.of("results");

    private Results() {}

    static void write(String name, String what, Map<String, Object> found) throws IOException {

        var result = new LinkedHashMap<String, Object>();
        result.put("what", what);
        result.put("at", Instant.now().toString());
        result.put("processors", Runtime.getRuntime().availableProcessors());
        result.putAll(found);

        var text = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(result);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(name + ".json"), text + "\n");
        System.out.println(text);
    }
}
