package com.banxiang.sandbox.jpush;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/** Writes the vendor's bodies. A text that its front end gives instead of JSON is here too. */
@Component
@RestControllerAdvice(basePackageClasses = JPushAnswers.class)
final class JPushAnswers {

    private final JsonMapper json;

    JPushAnswers(JsonMapper json) {
        this.json = json;
    }

    ResponseEntity<String> ok(Object body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(body));
    }

    ResponseEntity<String> refusal(JPushError error, String text, @Nullable String msgId) {

        var body = new LinkedHashMap<String, Object>();
        body.put("error", Map.of("code", error.code(), "message", text));
        if (msgId != null) {
            body.put("msg_id", msgId);
        }
        return ResponseEntity.status(error.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(body));
    }

    static ResponseEntity<String> html(int status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_HTML)
                .body("<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>".formatted(status));
    }

    @ExceptionHandler
    ResponseEntity<String> refused(JPushRefusal refusal) {
        return refusal(refusal.error(), refusal.text(), null);
    }
}
