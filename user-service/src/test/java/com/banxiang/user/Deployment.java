package com.banxiang.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.testkit.server.FreePort;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The service as it is deployed again and again, each time with other keys, over the same data, which is its own: what one
 * does to a whole database must not be done to that of all other tests.
 */
public final class Deployment implements AutoCloseable {

    private static final int PORT = FreePort.find();
    private static final Map<String, String> SIGNING_KEYS = new ConcurrentHashMap<>();

    private final ConfigurableApplicationContext context;

    private Deployment(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts it.
     *
     * @param name of its schema
     * @param fieldKeys the current one and those that old rows still need
     * @param signingKeys the current one and those that are still believed
     */
    public static Deployment start(
            String name, List<String> fieldKeys, List<String> signingKeys, Map<String, String> more) {

        var arguments = new ArrayList<String>();
        arguments.add("--spring.application.name=" + name);
        arguments.add("--banxiang.testkit.needs=postgres,kafka");
        arguments.add("--server.port=" + PORT);
        arguments.add("--banxiang.tokens.jwks-uri=http://127.0.0.1:%d/.well-known/jwks.json".formatted(PORT));
        arguments.add("--banxiang.encryption.current=" + fieldKeys.getFirst());
        fieldKeys.forEach(key -> arguments.add("--banxiang.encryption.keys.%s=%s".formatted(key, fieldKey(key))));
        for (var i = 0; i < signingKeys.size(); i++) {
            var key = signingKeys.get(i);
            arguments.add("--banxiang.signing.keys[%d].kid=%s".formatted(i, key));
            arguments.add("--banxiang.signing.keys[%d].private-key=%s"
                    .formatted(i, SIGNING_KEYS.computeIfAbsent(key, _ -> newSigningKey())));
        }
        more.forEach((property, value) -> arguments.add("--%s=%s".formatted(property, value)));

        return new Deployment(SpringApplication.run(UserServiceApplication.class, arguments.toArray(String[]::new)));
    }

    public Client client() {
        return new Client(WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + PORT)
                .responseTimeout(Duration.ofSeconds(30))
                .build());
    }

    public Stored stored() {
        return new Stored(context.getBean(DatabaseClient.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static String fieldKey(String name) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String newSigningKey() {
        try {
            var pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            return Base64.getEncoder()
                    .encodeToString(pairs.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
