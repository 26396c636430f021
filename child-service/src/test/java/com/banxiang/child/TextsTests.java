package com.banxiang.child;

import com.banxiang.testkit.TextsCheck;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void everyTextIsInBothLanguages() {
        TextsCheck.of().verify();
    }
}
