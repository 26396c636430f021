package com.banxiang.user.consent;

import com.banxiang.testkit.TextsCheck;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void everyReasonHasATextInBothLanguages() {
        TextsCheck.of(DecideSharing.Decision.Reason.class).verify();
    }
}
