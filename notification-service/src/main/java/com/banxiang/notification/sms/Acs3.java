package com.banxiang.notification.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Aliyun's gateway, ACS3-HMAC-SHA256. */
final class Acs3 {

    static final String EMPTY_BODY = sha256(new byte[0]);

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";

    /** What is signed is what must stand in the address, to the letter. */
    static String canonicalQuery(SortedMap<String, String> params) {
        return params.entrySet().stream()
                .map(it -> percent(it.getKey()) + "=" + percent(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** @param headers in lower case: host, content-type if sent, and everything that begins with x-acs- */
    static String authorization(
            String method,
            String path,
            String canonicalQuery,
            SortedMap<String, String> headers,
            String bodySha256,
            String keyId,
            String secret) {

        var lines = new StringBuilder();
        headers.forEach((name, value) ->
                lines.append(name).append(':').append(value.strip()).append('\n'));
        var signed = String.join(";", headers.keySet());
        var canonical = String.join("\n", method, path, canonicalQuery, lines, signed, bodySha256);
        var signature = hmac(secret, ALGORITHM + "\n" + sha256(canonical.getBytes(UTF_8)));

        return "%s Credential=%s,SignedHeaders=%s,Signature=%s".formatted(ALGORITHM, keyId, signed, signature);
    }

    /** As RFC 3986, which is not quite how a form is encoded. */
    private static String percent(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }

    private Acs3() {}
}
