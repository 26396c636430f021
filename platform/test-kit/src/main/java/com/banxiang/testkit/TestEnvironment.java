package com.banxiang.testkit;

import com.banxiang.testkit.server.KafkaServer;
import com.banxiang.testkit.server.PostgresServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts what a test needs and tells the application where it is, in the words of a deployment. It runs where a
 * deployment's properties would be read, before any bean exists, and only when one of the test annotations asks.
 */
final class TestEnvironment implements EnvironmentPostProcessor, Ordered {

    /** Set by the annotations: any of {@code postgres}, {@code kafka}, {@code tokens}. */
    static final String NEEDS = "banxiang.testkit.needs";

    /** Nobody listens on the discard port: what a test did not ask for must not be found by chance. */
    private static final int NOWHERE = 9;

    /** Every part that calls or is called; a key for a pair that never talks does no harm. */
    private static final List<String> PARTS = List.of(
            "gateway",
            "user-service",
            "activity-service",
            "ai-service",
            "medical-service",
            "payment-service",
            "notification-service",
            "health-service",
            "child-service",
            "community-service");

    /** A broker in the same JVM tells its whole configuration otherwise, for each topic. */
    private static final List<String> QUIET = List.of("kafka", "org.apache.kafka", "state.change.logger");

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {

        var needs = environment.getProperty(NEEDS);
        if (needs == null) {
            return;
        }

        var self = environment.getRequiredProperty("spring.application.name");
        environment
                .getPropertySources()
                .addBefore(
                        StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("banxiang test kit", properties(self, Set.of(needs.split(",")))));
    }

    private static Map<String, Object> properties(String self, Set<String> needs) {

        var all = new HashMap<String, Object>();
        all.put("server.address", "127.0.0.1");
        all.put("banxiang.service.name", self);
        putDatabase(all, self, needs.contains("postgres"));
        all.put(
                "banxiang.kafka.brokers",
                needs.contains("kafka") ? KafkaServer.shared().brokers() : "127.0.0.1:" + NOWHERE);
        putSecrets(all);
        putParts(all, self);
        all.put("banxiang.testkit.vendors", Vendor.url());
        all.put("banxiang.tokens.patience", "30s");
        all.put("springdoc.api-docs.path", "/springdoc"); // read by tests, never asked for
        all.put("springdoc.default-produces-media-type", "application/json");
        QUIET.forEach(it -> all.put("logging.level." + it, "warn"));
        return all;
    }

    private static void putDatabase(Map<String, Object> all, String self, boolean real) {

        if (real) {
            var server = PostgresServer.shared();
            var login = server.loginOf(self);
            all.put("banxiang.database.host", server.host());
            all.put("banxiang.database.port", server.port());
            all.put("banxiang.database.name", login.database());
            all.put("banxiang.database.user", login.user());
            all.put("banxiang.database.password", login.password());
        } else {
            all.put("banxiang.database.port", NOWHERE);
        }
    }

    private static void putSecrets(Map<String, Object> all) {
        all.put("banxiang.encryption.current", "test-1");
        all.put("banxiang.encryption.keys.test-1", SharedKeys.base64("field encryption"));
        all.put("banxiang.encryption.index-key", SharedKeys.base64("blind index"));
        all.put("banxiang.tokens.issuer", TestTokens.ISSUER);
        all.put("banxiang.tokens.audience", TestTokens.AUDIENCE);
        all.put("banxiang.tokens.jwks-uri", TestTokens.jwksUri());
        all.put("banxiang.testkit.signing.kid", TestTokens.KEY_ID);
        all.put("banxiang.testkit.signing.private-key", TestTokens.privateKey());
    }

    private static void putParts(Map<String, Object> all, String self) {

        for (var part : PARTS) {
            all.put("banxiang.callers.%s.key".formatted(part), SharedKeys.ofPair(part, self));
            all.put("banxiang.neighbours.%s.key".formatted(part), SharedKeys.ofPair(self, part));
            all.put(
                    "banxiang.neighbours.%s.url".formatted(part),
                    NeighbourStub.of(part).url());
        }
    }
}
