package com.banxiang.testkit.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Holds every answer a test reads to the documents of the part under test. */
final class HeldToItsWord implements WebTestClientBuilderCustomizer {

    @Override
    public void customize(WebTestClient.Builder builder) {
        builder.entityExchangeResultConsumer(HeldToItsWord::check);
    }

    private static void check(EntityExchangeResult<?> result) {
        ApiContract.check(
                result.getMethod().name(),
                result.getUrl().getRawPath(),
                text(result.getRequestBodyContent()),
                result.getStatus().value(),
                result.getResponseHeaders().getContentType(),
                text(result.getResponseBodyContent()));
    }

    private static String text(byte @Nullable [] content) {
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }
}
