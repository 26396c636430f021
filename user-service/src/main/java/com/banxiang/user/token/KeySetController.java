package com.banxiang.user.token;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whoever verifies tokens the keys to do it with, as a plain JWK set. */
@RestController
final class KeySetController {

    private static final CacheControl SHORTLY =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final String published;

    KeySetController(SigningKeys keys) {
        this.published = keys.published().toString(true);
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .cacheControl(SHORTLY)
                .contentType(MediaType.APPLICATION_JSON)
                .body(published);
    }
}
