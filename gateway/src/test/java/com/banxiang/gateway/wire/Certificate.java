package com.banxiang.gateway.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A new key with a certificate that it signed itself, in the two files a gateway reads. */
final class Certificate {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private X509Certificate certificate;

    Certificate(Path folder) {
        this.folder = folder;
        renew();
    }

    Path file() {
        return folder.resolve("certificate.pem");
    }

    Path privateKey() {
        return folder.resolve("private-key.pem");
    }

    BigInteger serial() {
        return certificate.getSerialNumber();
    }

    X509Certificate x509() {
        return certificate;
    }

    /** Each file is replaced in one step, as whoever renews certificates does it. */
    void renew() {
        try {
            Files.createDirectories(folder);
            var store = load(made());
            certificate = (X509Certificate) store.getCertificate("gateway");
            replace(
                    privateKey(),
                    pem(
                            "PRIVATE KEY",
                            store.getKey("gateway", PASSWORD.toCharArray()).getEncoded()));
            replace(file(), pem("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path made() throws IOException {

        var store = folder.resolve("store.p12");
        Files.deleteIfExists(store);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return store;
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String pem(String label, byte[] content) {
        var text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(label, text);
    }

    private static void replace(Path file, String content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, content, US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
