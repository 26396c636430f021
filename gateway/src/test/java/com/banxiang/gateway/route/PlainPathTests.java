package com.banxiang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/health/records",
                "/.well-known/jwks.json",
                "/a/b.c",
                "/a/...",
                "/a/..b",
                "/a/",
                "/a/%E5%BF%83",
                "/a/b%20c",
                "/a/b+c,d:e@f!$&'()*=",
                "/a/~b_c-d"
            })
    void admitsWhatMeansOneThing(String path) {
        assertThat(PlainPath.is(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/a/.",
                "/a/..",
                "/a/./b",
                "/a/../b",
                "/a;b",
                "/a;/b",
                "/a/..;/b",
                "/a\\b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%3bb",
                "/%2e%2e/a",
                "/.%2e/a",
                "/a%25b",
                "/a%252fb",
                "/%61",
                "/a%7e",
                "/a%00",
                "/a%0d%0ab",
                "/a%7f",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%u002f",
                "/a b",
                "/a\u0000b",
                "/心"
            })
    void refusesWhatMayMeanTwo(String path) {
        assertThat(PlainPath.is(path)).isFalse();
    }
}
