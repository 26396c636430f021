package com.banxiang.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.banxiang.platform.crypto.EncryptionSettings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldCipherTests {

    static final Secret OLD = secret(1);
    static final Secret NEW = secret(2);

    final FieldCipher before = new FieldCipher(new EncryptionSettings("k1", Map.of("k1", OLD), secret(9)));
    final FieldCipher after = new FieldCipher(new EncryptionSettings("k2", Map.of("k1", OLD, "k2", NEW), secret(9)));

    @Test
    void readsWhatItWrote() {
        assertThat(before.decrypt(before.encrypt("138 0013 8000 张"))).isEqualTo("138 0013 8000 张");
        assertThat(before.decrypt(before.encrypt(""))).isEmpty();
    }

    @Test
    void hidesEvenThatTwoTextsAreEqual() {

        var stored = before.encrypt("13800138000");

        assertThat(stored).isNotEqualTo(before.encrypt("13800138000"));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("13800138000");
    }

    @Test
    void readsOldRowsAfterTheKeyChanged() {

        var stored = before.encrypt("13800138000");

        assertThat(after.decrypt(stored)).isEqualTo("13800138000");
        assertThat(after.keyIdOf(stored)).isEqualTo("k1");
        assertThat(after.keyIdOf(after.encrypt("13800138000"))).isEqualTo("k2");
    }

    @Test
    void refusesWhatWasChangedAnywhere() {

        var stored = before.encrypt("13800138000");

        for (var i = 0; i < stored.length; i++) {
            var changed = stored.clone();
            changed[i] ^= 1;
            assertThatExceptionOfType(Undecipherable.class).as("byte %d", i).isThrownBy(() -> before.decrypt(changed));
        }
    }

    @Test
    void refusesWhatItHasNoKeyFor() {
        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> before.decrypt(after.encrypt("x")));
    }

    /** The same secret under another name would do; but who tries keys one by one no longer knows which is in use. */
    @Test
    void triesNoKeyButTheOneThatIsNamed() {

        var renamed = new FieldCipher(new EncryptionSettings("k2", Map.of("k2", OLD), secret(9)));

        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> before.decrypt(renamed.encrypt("x")));
    }

    @Test
    void refusesWhatWasGivenAnotherKeysName() {

        var twoNames = new FieldCipher(new EncryptionSettings("k1", Map.of("k1", OLD, "k2", OLD), secret(9)));
        var stored = twoNames.encrypt("13800138000");

        stored[3] = '2';

        assertThat(twoNames.keyIdOf(stored)).isEqualTo("k2");
        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> twoNames.decrypt(stored));
    }

    @Test
    void doesNotStartWithoutItsCurrentKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EncryptionSettings("k3", Map.of("k1", OLD), secret(9)));
    }

    @Test
    void neverShowsAKey() {
        assertThat(new EncryptionSettings("k1", Map.of("k1", OLD), NEW).toString())
                .doesNotContain(Base64.getEncoder().encodeToString(OLD.bytes()))
                .contains("***");
    }

    @Test
    void indexIsTheSameForTheSameValueOfTheSameColumnOnly() {

        var index = new BlindIndex(new EncryptionSettings("k1", Map.of("k1", OLD), NEW));
        var other = new BlindIndex(new EncryptionSettings("k1", Map.of("k1", OLD), OLD));

        assertThat(index.of("users.phone", "13800138000"))
                .isEqualTo(index.of("users.phone", "13800138000"))
                .isNotEqualTo(index.of("users.phone", "13800138001"))
                .isNotEqualTo(index.of("contacts.phone", "13800138000"))
                .isNotEqualTo(index.of("users.phone1", "3800138000"))
                .isNotEqualTo(other.of("users.phone", "13800138000"))
                .hasSize(32);
    }

    private static Secret secret(int fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Secret.valueOf(Base64.getEncoder().encodeToString(bytes));
    }
}
