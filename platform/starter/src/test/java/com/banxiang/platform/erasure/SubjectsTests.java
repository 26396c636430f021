package com.banxiang.platform.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SubjectsTests {

    static final String ID = "0192f0c1-0000-7000-8000-000000000001";
    static final String OTHER = "0192f0c1-0000-7000-8000-000000000002";

    @ParameterizedTest
    @ValueSource(strings = {"userId", "parentUserId", "toUserId"})
    void elderIsNamedByTheirId(String name) {
        assertThat(Subjects.of(JsonMapper.shared().readTree("{\"%s\":\"%s\"}".formatted(name, ID))))
                .containsExactly(account(AccountKind.USER, ID));
    }

    @Test
    void anybodyElseIsNamedByKindAndId() {
        assertThat(Subjects.of(JsonMapper.shared().readTree("""
            {"parentUserId":"%s","child":{"kind":"child","id":"%s"},"version":1}\
            """.formatted(ID, OTHER))))
                .containsExactlyInAnyOrder(account(AccountKind.USER, ID), account(AccountKind.CHILD, OTHER));
    }

    @Test
    void whoMerelyDidItIsNotWhomItIsAbout() {
        assertThat(Subjects.of(JsonMapper.shared().readTree("""
            {"userId":"%s","by":{"kind":"child","id":"%s"},"byUserId":"%s"}\
            """.formatted(ID, OTHER, OTHER))))
                .containsExactly(account(AccountKind.USER, ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "{\"userId\":\"nobody\"}",
                "{\"userId\":7}",
                "{\"child\":{\"kind\":\"stranger\",\"id\":\"0192f0c1-0000-7000-8000-000000000001\"}}",
                "{\"child\":{\"kind\":\"child\",\"id\":\"x\"}}",
                "{\"payer\":{\"kind\":\"anonymous\"}}"
            })
    void whatNamesNobodyIsAboutNobody(String payload) {
        assertThat(Subjects.of(JsonMapper.shared().readTree(payload))).isEmpty();
    }

    private static Account account(AccountKind kind, String id) {
        return new Account(kind, UUID.fromString(id));
    }
}
