package com.banxiang.user;

import com.banxiang.user.credential.OneTimeSecret;
import java.math.BigInteger;
import java.util.Base64;

/** The app on an operator's phone that makes their codes. */
public final class Authenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BYTES = 20;

    private Authenticator() {}

    /** As it reads the square code. */
    public static OneTimeSecret of(String uri) {

        var base32 = uri.replaceAll(".*secret=(\\w+).*", "$1");
        var number = BigInteger.ZERO;
        for (var letter : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(letter)));
        }

        var bytes = number.toByteArray();
        var secret = new byte[BYTES];
        var length = Math.min(bytes.length, BYTES);
        System.arraycopy(bytes, bytes.length - length, secret, BYTES - length, length);
        return OneTimeSecret.of(Base64.getEncoder().encodeToString(secret));
    }
}
