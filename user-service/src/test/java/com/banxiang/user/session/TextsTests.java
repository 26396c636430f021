package com.banxiang.user.session;

import com.banxiang.testkit.TextsCheck;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void everyReasonHasATextInBothLanguages() {
        TextsCheck.of(RefreshDecision.Reason.class).verify();
    }
}
