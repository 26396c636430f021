package com.banxiang.health.huawei;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Checks who sent a notification. The signature covers three fields and not the body, and whether it is written in Base64 or
 * hex Huawei doesn't say: both are taken.
 */
@Component
public final class HuaweiSignature {

    private static final String HMAC = "HmacSHA256";
    private static final int LONGEST = 128;

    private final byte[] key;

    HuaweiSignature(HuaweiSettings settings) {
        this.key = Base64.getDecoder().decode(settings.subscriberSecret());
    }

    /** Never true while no key is configured. */
    public boolean matches(String openId, String eventType, String eventTime, String signature) {

        if (key.length == 0 || signature.length() > LONGEST) {
            return false;
        }

        var expected = mac("%s_%s_%s".formatted(openId, eventType, eventTime));
        var hex = HexFormat.of().formatHex(expected);
        return isSame(Base64.getEncoder().encodeToString(expected), signature)
                || isSame(hex, signature.toLowerCase(java.util.Locale.ROOT));
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
