package com.banxiang.sandbox.aliyunsms;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of ACS3-HMAC-SHA256, from the vendor's description of its signature, version 3. */
final class Acs3 {

    static final String ALGORITHM = "ACS3-HMAC-SHA256";

    record Parameter(String name, String value) {}

    private Acs3() {}

    /** The parameters of a query as it was on the wire, in their order there. */
    static List<Parameter> parameters(String rawQuery) {

        return Arrays.stream(rawQuery.split("&"))
                .filter(it -> !it.isEmpty())
                .map(it -> it.split("=", 2))
                .map(it -> new Parameter(decoded(it[0]), it.length == 2 ? decoded(it[1]) : ""))
                .toList();
    }

    static String canonicalRequest(
            String method, String path, String rawQuery, SortedMap<String, String> signedHeaders, String bodySha256) {

        var headers = signedHeaders.entrySet().stream()
                .map(it -> it.getKey() + ":" + it.getValue().strip() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                method,
                path.isEmpty() ? "/" : path,
                canonicalQuery(rawQuery),
                headers,
                String.join(";", signedHeaders.keySet()),
                bodySha256);
    }

    static String signature(String secret, String canonicalRequest) {

        var toSign = ALGORITHM + "\n" + sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String sha256(byte[] bytes) {

        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String canonicalQuery(String rawQuery) {

        return parameters(rawQuery).stream()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(it -> encoded(it.name()) + "=" + encoded(it.value()))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** RFC 3986, which the form encoding of the platform is not. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
