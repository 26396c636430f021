package com.banxiang.gateway.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.gateway.route.RouteTable;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Swagger UI over the documents of all services. Nothing here needs a token, and nothing can be learned but the API. */
@ConditionalOnBooleanProperty("banxiang.gateway.documents.enabled")
@RestController
final class DocumentPages {

    /** Swagger UI sets styles from its scripts and draws its icons from data; it loads nothing from anywhere else. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** @param urls what the menu offers */
    record MenuView(List<Entry> urls) {

        record Entry(String name, String url) {}
    }

    private final SwaggerUi swagger;
    private final byte[] page;
    private final byte[] start = content("start.js");
    private final MenuView menu;

    DocumentPages(SwaggerUi swagger, RouteTable routes) {
        this.swagger = swagger;
        this.page = new String(content("page.html"), UTF_8)
                .replace("{webjar}", swagger.path())
                .getBytes(UTF_8);
        this.menu = new MenuView(routes.documents().stream()
                .map(it -> new MenuView.Entry(it.service(), it.documentPath()))
                .toList());
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(page);
    }

    @GetMapping("/docs/start.js")
    ResponseEntity<byte[]> start() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                .body(start);
    }

    /** Not in the envelope: Swagger UI reads it. */
    @GetMapping("/docs/services.json")
    ResponseEntity<MenuView> menu() {
        return ResponseEntity.ok(menu);
    }

    @GetMapping("/webjars/swagger-ui/{version}/{file}")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String file) {

        var content = swagger.file(version, file);
        if (content == null) {
            throw new Refused(ErrorCode.NOT_FOUND);
        }

        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .body(content);
    }

    private static byte[] content(String name) {
        return SwaggerUi.content(new ClassPathResource(name, DocumentPages.class));
    }
}
