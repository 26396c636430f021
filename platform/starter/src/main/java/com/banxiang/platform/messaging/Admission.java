package com.banxiang.platform.messaging;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asked before an event is handed to anybody. What is not admitted is done with, and counted. */
public interface Admission {

    /** Never empty. */
    Mono<Boolean> admits(JsonNode payload);
}
