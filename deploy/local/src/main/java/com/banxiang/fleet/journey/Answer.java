package com.banxiang.fleet.journey;

import tools.jackson.databind.JsonNode;

/** What the gateway answered. */
public record Answer(int status, JsonNode body) {

    public JsonNode data() {
        return body.path("data");
    }

    /** Empty where it went well. */
    public String errorCode() {
        return body.path("error").path("code").asString("");
    }

    /** Fails with {@link WrongAnswer} on any other status. */
    public Answer expect(int expected, String of) {

        if (status != expected) {
            throw new WrongAnswer("%s: %d %s %s (expected: %d; request %s)"
                    .formatted(
                            of,
                            status,
                            errorCode(),
                            body.path("error").path("details"),
                            expected,
                            body.path("requestId").asString("?")));
        }

        return this;
    }
}
