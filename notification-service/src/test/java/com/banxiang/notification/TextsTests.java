package com.banxiang.notification;

import com.banxiang.testkit.TextsCheck;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void everyCodeIsInBothLanguages() {
        TextsCheck.of().verify();
    }

    @Test
    void everyTextForPeopleIsInBothLanguages() {
        TextsCheck.of().in("texts/texts").verify();
    }
}
