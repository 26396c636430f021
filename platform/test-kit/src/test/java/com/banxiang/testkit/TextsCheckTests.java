package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class TextsCheckTests {

    enum Reason {
        KETTLE_EMPTY,
        STOVE_COLD
    }

    @Test
    void isContentWithBothLanguages() {

        assertThatCode(() -> TextsCheck.of(Reason.class).in("texts/good").verify())
                .doesNotThrowAnyException();
    }

    @Test
    void namesEverythingThatIsMissingOrTheSame() {

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TextsCheck.of(Reason.class).in("texts/bad").verify())
                .withMessageContaining("Reason.STOVE_COLD has no text")
                .withMessageContaining("ONLY_CHINESE is not in English")
                .withMessageContaining("ONLY_ENGLISH is not in Chinese")
                .withMessageContaining("SAME is the same in both languages")
                .withMessageContaining("FORGOTTEN is Chinese in English")
                .withMessageContaining("SILENT is empty");
    }

    @Test
    void missesAWholeLanguage() {

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TextsCheck.of(Reason.class).in("texts/lonely").verify())
                .withMessageContaining("no file");
    }
}
