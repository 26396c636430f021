package com.banxiang.gateway.wire;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Speaks TLS where a certificate is configured: its two files become the server's bundle, which Spring reads again when
 * they change. New connections get the new certificate; those there are go on.
 */
final class TlsDefaults implements EnvironmentPostProcessor {

    private static final String CERTIFICATE = "banxiang.gateway.tls.certificate";
    private static final String PRIVATE_KEY = "banxiang.gateway.tls.private-key";
    private static final String BUNDLE = "spring.ssl.bundle.pem.gateway.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {

        var certificate = environment.getProperty(CERTIFICATE, "");
        var privateKey = environment.getProperty(PRIVATE_KEY, "");

        if (certificate.isEmpty() != privateKey.isEmpty()) {
            throw new IllegalStateException(
                    "tls: one of %s and %s (expected: both or none)".formatted(CERTIFICATE, PRIVATE_KEY));
        }

        if (!certificate.isEmpty()) {
            environment.getPropertySources().addLast(new MapPropertySource("tls", settings(certificate, privateKey)));
        }
    }

    private static Map<String, Object> settings(String certificate, String privateKey) {
        return Map.of(
                BUNDLE + "keystore.certificate",
                location(certificate),
                BUNDLE + "keystore.private-key",
                location(privateKey),
                BUNDLE + "reload-on-update",
                true,
                "server.ssl.bundle",
                "gateway",
                "server.ssl.enabled-protocols",
                "TLSv1.3,TLSv1.2",
                "server.http2.enabled",
                true,
                // It would take over what the public server speaks; probes on this machine speak plain HTTP.
                "management.server.ssl.enabled",
                false);
    }

    private static String location(String file) {
        return Path.of(file).toUri().toString();
    }
}
