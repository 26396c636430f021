package com.banxiang.user.operator;

import com.banxiang.testkit.TextsCheck;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void everyReasonHasATextInBothLanguages() {
        TextsCheck.of(OperatorLoginDecision.Reason.class, OperatorRefusal.class).verify();
    }
}
