package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.AliyunError.INVALID_VERSION;
import static com.banxiang.sandbox.aliyunsms.AliyunError.NONCE_USED;
import static com.banxiang.sandbox.aliyunsms.AliyunError.SIGNATURE_DOES_NOT_MATCH;
import static com.banxiang.sandbox.aliyunsms.AliyunError.TIMESTAMP_EXPIRED;
import static com.banxiang.sandbox.aliyunsms.AliyunError.UNKNOWN_ACCESS_KEY;

import com.banxiang.sandbox.memory.Remembered;
import com.banxiang.sandbox.traffic.Received;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Lets in only what the holder of the key has signed just now, once.
 * <p>
 * The path that is signed is the path on the wire, so with the sandbox it begins with the vendor's prefix.
 */
@Component
final class SignatureCheck {

    private static final Pattern AUTHORIZATION = Pattern.compile(
            Acs3.ALGORITHM + " Credential=([^,]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");
    private static final Set<String> MUST_BE_SIGNED = Set.of(
            "host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version");
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final int NONCES = 100_000;

    private final SmsSettings settings;
    private final Clock clock;
    private final Remembered<String, Instant> nonces;

    SignatureCheck(SmsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.nonces = new Remembered<>(NONCES, TOLERANCE, clock);
    }

    /** Fails with the vendor's refusal. */
    void check(Received call) {

        var authorization = AUTHORIZATION.matcher(call.header("authorization").orElse(""));
        if (!authorization.matches()) {
            throw mismatch("Authorization is missing or malformed.");
        }
        if (!authorization.group(1).equals(settings.accessKeyId())) {
            throw new AliyunRefusal(UNKNOWN_ACCESS_KEY);
        }
        checkSignature(call, authorization);
        checkDate(call.header("x-acs-date").orElse(""));
        if (!nonces.putIfNew(call.header("x-acs-signature-nonce").orElse(""), clock.instant())) {
            throw new AliyunRefusal(NONCE_USED);
        }
        if (!call.header("x-acs-version").orElse("").equals("2017-05-25")) {
            throw new AliyunRefusal(INVALID_VERSION);
        }
    }

    private void checkSignature(Received call, MatchResult authorization) {

        var names = List.of(authorization.group(2).split(";"));
        if (!names.containsAll(MUST_BE_SIGNED)) {
            throw mismatch("SignedHeaders lacks one of %s."
                    .formatted(MUST_BE_SIGNED.stream().sorted().toList()));
        }
        var signed = new TreeMap<String, String>();
        names.forEach(name -> signed.put(
                name,
                call.header(name).orElseThrow(() -> mismatch("The signed header %s is absent.".formatted(name)))));
        var bodySha256 = Acs3.sha256(call.body());
        if (!bodySha256.equals(signed.get("x-acs-content-sha256"))) {
            throw mismatch("x-acs-content-sha256 is not that of the body, which is %s.".formatted(bodySha256));
        }
        var request = Acs3.canonicalRequest(call.method(), call.path(), call.rawQuery(), signed, bodySha256);
        var expected = Acs3.signature(settings.accessKeySecret().value(), request);
        if (!MessageDigest.isEqual(bytes(expected), bytes(authorization.group(3)))) {
            throw mismatch("server CanonicalRequest is:[%s]".formatted(request));
        }
    }

    private void checkDate(String date) {

        try {
            var off = Duration.between(Instant.parse(date), clock.instant()).abs();
            if (off.compareTo(TOLERANCE) > 0) {
                throw new AliyunRefusal(TIMESTAMP_EXPIRED);
            }
        } catch (DateTimeException _) {
            throw new AliyunRefusal(TIMESTAMP_EXPIRED, "x-acs-date is not of the form yyyy-MM-dd'T'HH:mm:ss'Z'.");
        }
    }

    private static AliyunRefusal mismatch(String help) {
        return new AliyunRefusal(SIGNATURE_DOES_NOT_MATCH, SIGNATURE_DOES_NOT_MATCH.message() + " " + help);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
