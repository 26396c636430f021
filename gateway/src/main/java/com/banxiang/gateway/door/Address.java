package com.banxiang.gateway.door;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An IP address, in one spelling. */
record Address(String text) {

    private static final int IPV4_BYTES = 4;
    private static final int HOME_NETWORK = 64;

    /** Null unless it is an address, written as one: {@code 1.2.3.4} or {@code 2001:db8::1}. */
    static @Nullable Address of(String text) {

        var stripped = text.strip();
        var bytes = NetUtil.createByteArrayFromIpAddressString(stripped);
        return bytes == null ? null : new Address(NetUtil.bytesToIpAddress(bytes));
    }

    int bits() {
        return bytes().length * Byte.SIZE;
    }

    /** A home has a whole IPv6 network to choose addresses from, so it is counted as one. */
    String counted() {
        return bytes().length == IPV4_BYTES ? text : first(HOME_NETWORK);
    }

    /** The first bits, in a form to compare. */
    String first(int bits) {

        var bytes = bytes();
        for (var i = 0; i < bytes.length; i++) {
            var kept = Math.clamp(bits - i * Byte.SIZE, 0, Byte.SIZE);
            bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
        }

        return HexFormat.of().formatHex(bytes);
    }

    private byte[] bytes() {

        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            throw new IllegalStateException("address: %s (expected: an IP address)".formatted(text));
        }
        return bytes;
    }
}
