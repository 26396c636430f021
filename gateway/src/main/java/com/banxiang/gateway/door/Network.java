package com.banxiang.gateway.door;

/** A range of addresses, read from {@code 10.0.0.0/8} or {@code fd00::/8}. Names are never looked up. */
record Network(Address base, int prefix) {

    Network {
        if (prefix < 0 || prefix > base.bits()) {
            throw new IllegalArgumentException("network: /%d (expected: at most %d)".formatted(prefix, base.bits()));
        }
    }

    /** Fails with {@link IllegalArgumentException} on any other form. */
    static Network of(String text) {

        var slash = text.indexOf('/');
        var base = Address.of(slash < 0 ? text : text.substring(0, slash));

        if (base == null) {
            throw new IllegalArgumentException("network: %s (expected: 10.0.0.0/8)".formatted(text));
        }

        return new Network(base, slash < 0 ? base.bits() : Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(Address address) {
        return address.bits() == base.bits() && address.first(prefix).equals(base.first(prefix));
    }
}
