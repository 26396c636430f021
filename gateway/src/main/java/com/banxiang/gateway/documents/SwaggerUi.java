package com.banxiang.gateway.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The few files of Swagger UI that a page needs, read once: whichever version is there. */
@ConditionalOnBooleanProperty("banxiang.gateway.documents.enabled")
@Component
final class SwaggerUi {

    private static final String FOLDER = "META-INF/resources/webjars/swagger-ui/";
    private static final String BUNDLE = "swagger-ui-bundle.js";

    private static final List<String> FILES =
            List.of(BUNDLE, "swagger-ui-standalone-preset.js", "swagger-ui.css", "favicon-32x32.png");

    private final String version = version();
    private final Map<String, byte[]> files = FILES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), it -> content(new ClassPathResource(FOLDER + version + "/" + it))));

    String path() {
        return "/webjars/swagger-ui/" + version;
    }

    /** Null unless it is one a page needs, of this version. */
    byte @Nullable [] file(String version, String name) {
        return this.version.equals(version) ? files.get(name) : null;
    }

    static byte[] content(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String version() {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "*/" + BUNDLE);
            if (found.length != 1) {
                throw new IllegalStateException("swagger-ui: %d versions (expected: 1)".formatted(found.length));
            }
            var path = found[0].getURL().getPath();
            return path.substring(path.lastIndexOf(FOLDER) + FOLDER.length(), path.lastIndexOf('/'));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
