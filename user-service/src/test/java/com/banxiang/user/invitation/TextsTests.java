package com.banxiang.user.invitation;

import com.banxiang.testkit.TextsCheck;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void everyReasonHasATextInBothLanguages() {
        TextsCheck.of(Redemption.Reason.class).verify();
    }
}
