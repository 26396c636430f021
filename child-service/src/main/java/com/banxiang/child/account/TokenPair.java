package com.banxiang.child.account;

/**
 * What a child holds while logged in.
 *
 * @param expiresIn seconds the access token is good for
 */
record TokenPair(String token, String refreshToken, long expiresIn) {

    @Override
    public String toString() {
        return "TokenPair[***]";
    }
}
