package com.banxiang.fleet.secrets;

import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Everything secret that this fleet uses, by name. A secret is made when it is first asked for and stays the same for as long
 * as the data it protects: a key that is needed by a newer version of the fleet joins the ones that are there.
 */
public final class Secrets {

    private static final int KEY_BYTES = 32;

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets of(Home home) {

        var secrets = new Secrets(home.secrets().resolve("fleet.properties"));
        try {
            var known = new Properties();
            if (Files.exists(secrets.file)) {
                known.load(new StringReader(Files.readString(secrets.file)));
            }
            known.stringPropertyNames().forEach(name -> secrets.values.put(name, known.getProperty(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        return secrets;
    }

    /** 256 bits, as base64. */
    public String key(String name) {
        return remembered(name, () -> Base64.getEncoder().encodeToString(bytes(KEY_BYTES)));
    }

    /** Letters and digits that need no escaping anywhere. */
    public String password(String name) {
        return remembered(name, () -> HexFormat.of().formatHex(bytes(KEY_BYTES / 2)));
    }

    public String hex(String name, int digits) {
        return remembered(name, () -> HexFormat.of().formatHex(bytes(digits / 2)));
    }

    /** A key as the makers of webhooks write it: {@code whsec_} and base64. */
    public String webhookKey(String name) {
        return remembered(name, () -> "whsec_" + Base64.getEncoder().encodeToString(bytes(KEY_BYTES)));
    }

    /** The private half of a P-256 pair, as the body of a PKCS#8 PEM file. */
    public String signingKey(String name) {
        return remembered(name, this::p256);
    }

    private synchronized String remembered(String name, Supplier<String> make) {

        var value = values.get(name);
        if (value == null) {
            value = make.get();
            values.put(name, value);
            Home.write(file, PropertiesText.of(values));
        }

        return value;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String p256() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
