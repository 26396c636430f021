package com.banxiang.fleet.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.fleet.state.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootJarTests {

    private static final String MIGRATION = "db/migration/V0001__begin.sql";

    @TempDir
    Path folder;

    private BootJar jars;

    @BeforeEach
    void aFleet() {
        jars = new BootJar(new Home(folder, folder.resolve(".fleet"), folder).create());
    }

    @Test
    void tellsWhatToRunAndOnWhat() throws IOException {

        var unpacked = jars.unpack("user-service", executable("user.jar", "select 1", "library"));

        assertThat(unpacked.mainClass()).isEqualTo("com.example.Main");
        assertThat(unpacked.libraries())
                .hasSize(1)
                .allSatisfy(it -> assertThat(it).content().isEqualTo("library"));
        assertThat(unpacked.own())
                .extracting(it -> it.getFileName().toString().replaceAll("-[0-9a-f]{8}\\.jar", ""))
                .containsExactly("platform-web-1.0.0", "user-service");
    }

    @Test
    void keepsTheFoldersThatScannersAskFor() throws IOException {

        var own = jars.unpack("user-service", executable("user.jar", "select 1", "library"))
                .own()
                .getLast();

        try (var loader = new URLClassLoader(new URL[] {own.toUri().toURL()}, null)) {
            assertThat(loader.getResource("db/migration/")).isNotNull();
            assertThat(loader.getResource(MIGRATION)).isNotNull();
        }
    }

    @Test
    void givesServicesTheSameFileOfALibraryTheyBothUse() throws IOException {

        var user = jars.unpack("user-service", executable("user.jar", "select 1", "library"));
        var health = jars.unpack("health-service", executable("health.jar", "select 2", "library"));
        var child = jars.unpack("child-service", executable("child.jar", "select 3", "another library"));

        assertThat(health.libraries()).isEqualTo(user.libraries());
        assertThat(child.libraries()).doesNotContainAnyElementsOf(user.libraries());
    }

    @Test
    void neverChangesAFileThatIsThere() throws IOException {

        var first = jars.unpack("user-service", executable("user.jar", "select 1", "library"));
        var written = Files.getLastModifiedTime(first.own().getLast());
        var again = jars.unpack("user-service", executable("user.jar", "select 1", "library"));
        var changed = jars.unpack("user-service", executable("user.jar", "select 2", "library"));

        assertThat(again).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.own().getLast())).isEqualTo(written);
        assertThat(changed.own().getLast()).isNotEqualTo(first.own().getLast());
        assertThat(changed.libraries()).isEqualTo(first.libraries());
    }

    private Path executable(String name, String migration, String library) throws IOException {

        var entries = new TreeMap<>(Map.of(
                "BOOT-INF/",
                "",
                "BOOT-INF/classes/",
                "",
                "BOOT-INF/classes/db/",
                "",
                "BOOT-INF/classes/db/migration/",
                "",
                "BOOT-INF/classes/" + MIGRATION,
                migration,
                "BOOT-INF/lib/",
                "",
                "BOOT-INF/lib/library-2.jar",
                library,
                "BOOT-INF/lib/platform-web-1.0.0.jar",
                "ours"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "com.example.Main");

        var content = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(content, manifest)) {
            for (var entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }

        return Files.write(folder.resolve(name), content.toByteArray());
    }
}
