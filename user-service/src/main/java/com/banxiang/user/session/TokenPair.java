package com.banxiang.user.session;

import com.banxiang.user.token.IssueAccessToken;

/**
 * What a client holds while it is signed in.
 *
 * @param token opens endpoints
 * @param refreshToken is exchanged for the next pair, once
 * @param expiresIn seconds the access token is good for
 */
public record TokenPair(String token, String refreshToken, long expiresIn) {

    TokenPair(String token, String refreshToken) {
        this(token, refreshToken, IssueAccessToken.LIFE.toSeconds());
    }

    @Override
    public String toString() {
        return "TokenPair[***]";
    }
}
