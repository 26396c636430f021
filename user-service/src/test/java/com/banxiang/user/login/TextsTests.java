package com.banxiang.user.login;

import com.banxiang.testkit.TextsCheck;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void everyReasonHasATextInBothLanguages() {
        TextsCheck.of(LoginDecision.Reason.class, SendDecision.Reason.class).verify();
    }
}
