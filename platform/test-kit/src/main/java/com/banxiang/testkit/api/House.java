package com.banxiang.testkit.api;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What every API of the fleet has in common, so that no document repeats it. */
final class House {

    /** Any call may be answered with these; they are told once, at the head of the document. */
    static final Set<String> ANYWHERE = Set.of(
            "NOT_FOUND",
            "METHOD_NOT_ALLOWED",
            "NOT_ACCEPTABLE",
            "PAYLOAD_TOO_LARGE",
            "UNSUPPORTED_MEDIA_TYPE",
            "RATE_LIMITED",
            "SESSION_REVOKED",
            "INTERNAL_ERROR",
            "UPSTREAM_UNAVAILABLE",
            "UPSTREAM_TIMEOUT");

    static final String ABOUT = """
        所有回答都是同一种信封:`success`、`code`(HTTP 状态)、`message`、`data` 或 `error`、`timestamp`(毫秒)与 `requestId`。
        提示语默认中文,带 `Accept-Language: en` 时为英文。

        每个接口都可能返回:404 `NOT_FOUND`、405 `METHOD_NOT_ALLOWED`、406 `NOT_ACCEPTABLE`、413 `PAYLOAD_TOO_LARGE`、
        415 `UNSUPPORTED_MEDIA_TYPE`、429 `RATE_LIMITED`(带 `Retry-After`)、401 `SESSION_REVOKED`、
        503 `UPSTREAM_UNAVAILABLE`、504 `UPSTREAM_TIMEOUT`。
        """;

    private static final Pattern OPEN =
            Pattern.compile("/auth/(?!logout)|^/\\.well-known/|/webhooks/|/devices/callback/");

    private static final JsonMapper JSON = JsonMapper.shared();

    static ObjectNode schemas() {
        return (ObjectNode) JSON.readTree("""
            {"Success": {"type": "object",
               "properties": {
                 "success": {"const": true}, "code": {"type": "integer"}, "message": {"type": "string"},
                 "timestamp": {"type": "integer", "format": "int64"}, "requestId": {"type": "string"}},
               "required": ["success", "code", "message", "timestamp", "requestId"],
               "unevaluatedProperties": true},
             "Refusal": {"type": "object",
               "properties": {
                 "success": {"const": false}, "code": {"type": "integer"}, "message": {"type": "string"},
                 "error": {"type": "object",
                   "properties": {
                     "code": {"type": "string"}, "message": {"type": "string"},
                     "details": {"type": "array", "items": {"type": "object",
                       "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                       "required": ["field", "message"]}}},
                   "required": ["code", "message"]},
                 "timestamp": {"type": "integer", "format": "int64"}, "requestId": {"type": "string"}},
               "required": ["success", "code", "message", "error", "timestamp", "requestId"]}}\
            """);
    }

    static ObjectNode securitySchemes() {
        return (ObjectNode) JSON.readTree("""
            {"user": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "用户令牌(typ=user)"},
             "child": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "子女令牌(typ=child)"},
             "operator": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "运营令牌(typ=operator)"},
             "service": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Service <jwt>"}}\
            """);
    }

    /** Whose token opens a path; nobody's where the house ignores what stands in the header. */
    static Optional<String> keyTo(String path) {
        return OPEN.matcher(path).find() ? Optional.empty() : Optional.of(sideOf(path));
    }

    private static String sideOf(String path) {
        if (path.startsWith("/internal/")) {
            return "service";
        }
        if (path.startsWith("/api/child/")) {
            return "child";
        }
        return path.startsWith("/api/v1/admin/") ? "operator" : "user";
    }

    /** The first word of a path that says what it is about. */
    static String tagOf(String path) {
        return path.replaceFirst("^/(api/v1/admin|api/v1|api/child|api|internal)/", "")
                .replaceFirst("^/", "")
                .replaceFirst("/.*", "");
    }

    /** A browser sent on, or a sender told that it was heard: there is nothing to read. */
    static boolean isWithoutBody(String status) {
        return status.equals("204") || status.startsWith("3");
    }

    static ObjectNode refusal(int status, String code, String text) {
        var refusal = JSON.createObjectNode()
                .put("success", false)
                .put("code", status)
                .put("message", text);
        refusal.putObject("error").put("code", code).put("message", text);
        return stamped(refusal);
    }

    /** An example says nothing by the time or the id in its envelope. */
    static ObjectNode stamped(ObjectNode answer) {
        if (!answer.has("success")) {
            return answer;
        }
        return answer.put("timestamp", 1_763_625_600_000L).put("requestId", "req_0193486e-5a00-7000-8000-000000000000");
    }

    private House() {}
}
