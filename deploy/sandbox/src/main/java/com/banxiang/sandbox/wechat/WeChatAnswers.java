package com.banxiang.sandbox.wechat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON that calls itself plain text, with status 200 whatever it says: the two habits adapters stumble over. */
@Component
final class WeChatAnswers {

    private static final MediaType PLAIN = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final JsonMapper json;
    private final IdGenerator ids;

    WeChatAnswers(JsonMapper json, IdGenerator ids) {
        this.json = json;
        this.ids = ids;
    }

    ResponseEntity<String> ok(Map<String, ?> body) {
        return ResponseEntity.ok().contentType(PLAIN).body(json.writeValueAsString(body));
    }

    ResponseEntity<String> refusal(Errcode errcode, String text) {

        var body = new LinkedHashMap<String, Object>();
        body.put("errcode", errcode.code());
        body.put("errmsg", "%s rid: %s".formatted(text, rid()));
        return ok(body);
    }

    private String rid() {

        var hex = ids.generateId().toString().replace("-", "");
        return "%s-%s-%s".formatted(hex.substring(0, 8), hex.substring(8, 16), hex.substring(16, 24));
    }
}
