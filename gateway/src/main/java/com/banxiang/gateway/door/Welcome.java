package com.banxiang.gateway.door;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
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

    private static final WelcomeView VIEW =
            new WelcomeView("BanXiang", "伴享:陪伴与健康平台的接口", Map.of("tokenKeys", "/.well-known/jwks.json"));

    @GetMapping("/")
    Mono<ResponseEntity<Envelope<WelcomeView>>> welcome() {
        return Answers.ok(VIEW);
    }
}
