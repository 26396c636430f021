package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer, read to its end, so that its connection is free for the next request. */
public record Answer(int status, HttpHeaders headers, String text) {

    public JsonNode json() {
        return JsonMapper.shared().readTree(text);
    }

    public JsonNode data() {
        return json().path("data");
    }

    /** Yes, with this status, in the envelope. */
    public Answer expect(int expected) {
        assertThat(status).as(text).isEqualTo(expected);
        assertThat(json().path("success").asBoolean()).isTrue();
        assertThat(json().path("code").asInt()).isEqualTo(expected);
        return this;
    }

    /** No, in the envelope, with a text for people and nothing else. */
    public Answer expectRefusal(int expected, String code) {
        assertThat(status).as(text).isEqualTo(expected);
        assertThat(json().path("success").asBoolean()).isFalse();
        assertThat(json().path("code").asInt()).isEqualTo(expected);
        assertThat(json().path("error").path("code").asString()).isEqualTo(code);
        assertThat(json().path("message").asString()).isNotBlank().isNotEqualTo(code);
        assertThat(json().has("data")).isFalse();
        assertThat(json().path("requestId").asString()).isNotBlank();
        return this;
    }

    /** Readable, and this field is not as it must be. */
    public Answer expectInvalid(String field) {
        return expectRefusal(400, "VALIDATION_FAILED").expectField(field);
    }

    /** Not even readable, because of this field. */
    public Answer expectMalformed(String field) {
        return expectRefusal(400, "MALFORMED_REQUEST").expectField(field);
    }

    /** In seconds; -1 without the header. */
    public long retryAfter() {
        return headers.getFirst(HttpHeaders.RETRY_AFTER) instanceof String seconds ? Long.parseLong(seconds) : -1;
    }

    private Answer expectField(String field) {
        assertThat(fields()).as(text).contains(field);
        return this;
    }

    private List<String> fields() {
        return json().path("error")
                .path("details")
                .valueStream()
                .map(it -> it.path("field").asString())
                .toList();
    }
}
