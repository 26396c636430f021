package com.banxiang.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.yaml.snakeyaml.Yaml;

/** What the services say of themselves, each in its own file. */
public final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    /** @param open whether it says that nobody needs a token */
    public record Operation(String service, HttpMethod method, String path, boolean open) {

        /** As a client would send it. */
        public String sample() {
            return path.replaceAll("\\{[^}]+}", "0197c1de-0000-7000-8000-000000000001");
        }
    }

    public static List<Operation> operationsOfEveryService() {
        try (var folders = Files.list(Path.of(".."))) {
            return folders.filter(it -> Files.exists(document(it)))
                    .flatMap(ApiDocument::operations)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path document(Path service) {
        return service.resolve("src/main/resources/openapi.yaml");
    }

    private static Stream<Operation> operations(Path service) {
        try {
            Map<String, Object> document = new Yaml().load(Files.readString(document(service)));
            var usual = (List<?>) document.getOrDefault("security", List.of());
            return section(document.get("paths")).entrySet().stream()
                    .flatMap(path -> section(path.getValue()).entrySet().stream()
                            .filter(it -> METHODS.contains(it.getKey()))
                            .map(it -> new Operation(
                                    service.getFileName().toString(),
                                    HttpMethod.valueOf(it.getKey().toUpperCase(Locale.ROOT)),
                                    path.getKey(),
                                    isOpen(section(it.getValue()).getOrDefault("security", usual)))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** No requirement at all, or one that is met by nothing. */
    private static boolean isOpen(Object requirements) {
        var list = (List<?>) requirements;
        return list.isEmpty() || list.contains(Map.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Object node) {
        return (Map<String, Object>) node;
    }

    private ApiDocument() {}
}
