package com.banxiang.platform.document;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A file in the jar, checked against the code by the part's tests: nothing is gathered while the service runs, and what
 * is shown is what was reviewed.
 */
@AutoConfiguration
@ConditionalOnResource(resources = "classpath:" + DocumentAutoConfiguration.FILE)
class DocumentAutoConfiguration {

    static final String FILE = "openapi.yaml";

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    /** Read once, at the start: reading from a jar would hold up the event loop. */
    @Bean
    RouterFunction<ServerResponse> apiDocument(@Value("${spring.application.name}") String service) throws IOException {
        var document = new ClassPathResource(FILE).getContentAsByteArray();
        return route().GET(
                        "/v3/api-docs/" + service,
                        _ -> ServerResponse.ok().contentType(YAML).bodyValue(document))
                .build();
    }
}
