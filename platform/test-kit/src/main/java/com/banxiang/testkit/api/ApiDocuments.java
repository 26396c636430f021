package com.banxiang.testkit.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whether a part's OpenAPI documents are what its code says, and whole. */
public final class ApiDocuments {

    private static final String HOW = "mvn test -Dopenapi.write=true, twice, writes what can be known";

    private final ApplicationContext application;

    private ApiDocuments(ApplicationContext application) {
        this.application = application;
    }

    public static ApiDocuments of(ApplicationContext application) {
        return new ApiDocuments(application);
    }

    /** Fails with everything that is missing or not as the code has it. */
    public void verify() {
        verify(ApiContract.PUBLIC, path -> !path.startsWith("/internal/"));
        verify(ApiContract.INTERNAL, path -> path.startsWith("/internal/"));
    }

    private void verify(Path path, Predicate<String> ours) {

        var file = new YamlFile(path);
        var written = file.exists() ? file.read() : JsonMapper.shared().createObjectNode();
        var name = application.getEnvironment().getRequiredProperty("spring.application.name");
        var document = new Merge(name, GeneratedApi.of(application, ours), written, new Words()).document();
        if (document.path("paths").isEmpty()) {
            return;
        }
        if (ApiContract.WRITING) {
            file.write(document);
            return;
        }
        if (!document.equals(written)) {
            throw new AssertionError(
                    "%s is not what the code says (%s), which is:%n%s".formatted(path, HOW, YamlFile.text(document)));
        }
        var missing = missing(document);
        if (!missing.isEmpty()) {
            throw new AssertionError("%s lacks %s".formatted(path, missing));
        }
    }

    private static List<String> missing(ObjectNode document) {

        var missing = new ArrayList<String>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(it ->
                                complain(it.getKey() + " " + path.getKey() + ": ", it.getValue(), document, missing)));
        return missing;
    }

    private static void complain(String name, JsonNode operation, ObjectNode document, List<String> missing) {

        if (operation.path("summary").asString("").isBlank()) {
            missing.add(name + "a summary");
        }
        operation.path("parameters").forEach(it -> {
            if (it.path("description").asString("").isBlank()) {
                missing.add(name + "what " + it.path("name").asString() + " is");
            }
        });
        if (operation.has("requestBody")) {
            complainOfExample(name + "request", operation.path("requestBody"), document, missing);
        }
        var answers = operation
                .path("responses")
                .propertyStream()
                .filter(it -> it.getKey().startsWith("2") || House.isWithoutBody(it.getKey()))
                .toList();
        if (answers.isEmpty()) {
            missing.add(name + "a good answer");
        }
        answers.stream()
                .filter(it -> !House.isWithoutBody(it.getKey()))
                .forEach(it -> complainOfExample(name + it.getKey(), it.getValue(), document, missing));
    }

    private static void complainOfExample(String name, JsonNode speech, ObjectNode document, List<String> missing) {

        var media = speech.path("content").path("application/json");
        if (!media.has("example")) {
            missing.add(name + ": an example");
        } else if (media.get("schema") instanceof ObjectNode schema) {
            var errors =
                    ApiContract.lenient(schema, document.path("components")).validate(media.get("example"));
            if (!errors.isEmpty()) {
                missing.add("%s: a right example, %s".formatted(name, errors));
            }
        } else {
            missing.add(name + ": a schema");
        }
    }
}
