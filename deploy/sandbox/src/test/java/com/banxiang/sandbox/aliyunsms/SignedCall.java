package com.banxiang.sandbox.aliyunsms;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A client of the vendor, signing on its own account: with the sandbox's code it could only agree with itself. */
final class SignedCall {

    private final SortedMap<String, String> parameters = new TreeMap<>();
    private final SortedMap<String, String> headers = new TreeMap<>();
    private final SortedMap<String, String> headersAfterSigning = new TreeMap<>();
    private String path = "/aliyun-sms/";
    private String keyId = "sandboxAccessKeyId";
    private String secret = "sandboxAccessKeySecret";
    private String unsigned = "";
    private String queryAfterSigning = "";
    private byte[] body = {};
    private boolean authorized = true;

    SignedCall(String action, Instant now) {
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", "2017-05-25");
        headers.put("x-acs-date", now.truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
    }

    static SignedCall sendSms(String phone, Instant now) {

        return new SignedCall("SendSms", now)
                .with("PhoneNumbers", phone)
                .with("SignName", "伴享")
                .with("TemplateCode", "SMS_100000001")
                .with("TemplateParam", "{\"code\":\"135790\"}");
    }

    SignedCall with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    SignedCall withParameters(Map<String, String> others) {
        parameters.putAll(others);
        return this;
    }

    SignedCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    SignedCall replacingAfterSigning(String name, String value) {
        headersAfterSigning.put(name, value);
        return this;
    }

    SignedCall addingAfterSigning(String query) {
        queryAfterSigning = query;
        return this;
    }

    SignedCall notSigning(String name) {
        unsigned = name;
        return this;
    }

    SignedCall by(String otherKeyId, String otherSecret) {
        keyId = otherKeyId;
        secret = otherSecret;
        return this;
    }

    SignedCall at(String otherPath) {
        path = otherPath;
        return this;
    }

    SignedCall body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    SignedCall withoutAuthorization() {
        authorized = false;
        return this;
    }

    ResponseSpec send(WebTestClient client, int port) {

        headers.put("host", "localhost:" + port);
        headers.putIfAbsent("x-acs-content-sha256", hex(sha256(body)));
        var query = parameters.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        var signed = new TreeMap<>(headers);
        signed.remove(unsigned);
        var authorization = authorization(query, signed);
        headers.putAll(headersAfterSigning);
        var request =
                client.post().uri(URI.create("http://localhost:" + port + path + "?" + query + queryAfterSigning));
        headers.forEach(request::header);
        if (authorized) {
            request.header("Authorization", authorization);
        }
        return body.length == 0 ? request.exchange() : request.bodyValue(body).exchange();
    }

    private String authorization(String query, SortedMap<String, String> signed) {

        var names = String.join(";", signed.keySet());
        var lines = signed.entrySet().stream()
                .map(it -> it.getKey() + ":" + it.getValue() + "\n")
                .collect(Collectors.joining());
        var request = String.join("\n", "POST", path, query, lines, names, headers.get("x-acs-content-sha256"));
        var toSign = "ACS3-HMAC-SHA256\n" + hex(sha256(request.getBytes(StandardCharsets.UTF_8)));
        return "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s"
                .formatted(keyId, names, hex(hmac(toSign)));
    }

    private byte[] hmac(String text) {

        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {

        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
