package com.banxiang.fleet.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFingerprintTests {

    @TempDir
    Path module;

    @BeforeEach
    void aModule() throws IOException {
        write("pom.xml", "<project/>");
        write("src/main/java/A.java", "class A {}");
        write("src/main/resources/application.yaml", "a: 1");
        write("src/test/java/ATests.java", "class ATests {}");
        write("target/classes/A.class", "…");
    }

    @Test
    void noticesAChangedSource() throws IOException {

        var before = content();

        write("src/main/java/A.java", "class B {}");

        assertThat(content()).isNotEqualTo(before);
    }

    @Test
    void noticesANewFileARemovedOneAndARenamedOne() throws IOException {

        var before = content();
        write("src/main/java/B.java", "class B {}");
        var added = content();
        Files.move(module.resolve("src/main/java/B.java"), module.resolve("src/main/java/C.java"));
        var renamed = content();
        Files.delete(module.resolve("src/main/java/C.java"));
        var removed = content();

        assertThat(added).isNotEqualTo(before);
        assertThat(renamed).isNotEqualTo(added);
        assertThat(removed).isEqualTo(before);
    }

    @Test
    void takesATouchedFileForTheSame() throws IOException {

        var content = content();
        var appearance = fingerprint().byAppearance();

        Files.setLastModifiedTime(module.resolve("src/main/java/A.java"), FileTime.from(Instant.EPOCH));

        assertThat(fingerprint().byAppearance()).isNotEqualTo(appearance);
        assertThat(content()).isEqualTo(content);
    }

    @Test
    void looksNeitherAtTestsNorAtWhatWasBuilt() throws IOException {

        var before = fingerprint().byAppearance();

        write("src/test/java/ATests.java", "class OtherTests {}");
        write("target/classes/A.class", "!");

        assertThat(fingerprint().byAppearance()).isEqualTo(before);
    }

    private SourceFingerprint fingerprint() {
        return new SourceFingerprint(List.of(module));
    }

    private String content() {
        return fingerprint().byContent();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(module.resolve(file).getParent());
        Files.writeString(module.resolve(file), text);
    }
}
