package com.banxiang.gateway.door;

import com.banxiang.gateway.route.RouteTable;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Says where somebody has arrived who came without a path. */
@RestController
final class Welcome {

    /** @param documents what can be read here, by name */
    record WelcomeView(String service, String description, Map<String, String> documents) {}

    private final WelcomeView view;

    Welcome(RouteTable routes) {

        var documents = new LinkedHashMap<String, String>();
        documents.put("tokenKeys", "/.well-known/jwks.json");
        if (!routes.documents().isEmpty()) {
            documents.put("docs", "/docs");
        }
        routes.documents().forEach(it -> documents.put(it.service(), it.documentPath()));

        view = new WelcomeView("BanXiang", "伴享:陪伴与健康平台的接口", Collections.unmodifiableMap(documents));
    }

    @GetMapping("/")
    Mono<ResponseEntity<Envelope<WelcomeView>>> welcome() {
        return Answers.ok(view);
    }
}
