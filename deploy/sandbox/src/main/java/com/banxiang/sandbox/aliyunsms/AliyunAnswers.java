package com.banxiang.sandbox.aliyunsms;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the vendor's bodies: members in capitals, a request id in each. */
@Component
final class AliyunAnswers {

    private static final MediaType JSON = MediaType.parseMediaType("application/json;charset=utf-8");

    private final JsonMapper json;
    private final IdGenerator ids;

    AliyunAnswers(JsonMapper json, IdGenerator ids) {
        this.json = json;
        this.ids = ids;
    }

    ResponseEntity<String> ok(Map<String, ?> members) {

        var body = body("OK", "OK");
        body.putAll(members);
        return ResponseEntity.ok().contentType(JSON).body(json.writeValueAsString(body));
    }

    ResponseEntity<String> refusal(AliyunError error, String message) {

        var body = body(error.code(), message);
        if (error.status() != 200) {
            body.put("HostId", "dysmsapi.aliyuncs.com");
            body.put("Recommend", "https://api.aliyun.com/troubleshoot?q=" + error.code());
        }
        return ResponseEntity.status(error.status()).contentType(JSON).body(json.writeValueAsString(body));
    }

    private Map<String, Object> body(String code, String message) {

        var body = new LinkedHashMap<String, Object>();
        body.put("Code", code);
        body.put("Message", message);
        body.put("RequestId", ids.generateId().toString().toUpperCase(Locale.ROOT));
        return body;
    }
}
