package com.banxiang.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script's own part: everything else runs on the JDK that it finds. */
class FindsAJdkTests {

    private static final Path SCRIPT = Path.of("../../fleet");

    @TempDir
    Path folder;

    @Test
    void takesTheOneThatWasNamed() throws Exception {

        var named = jdk("elsewhere/25", "25.0.1");
        jdk("jdks/25", "25");

        assertThat(find(named)).isEqualTo(named.toString());
    }

    @Test
    void looksFurtherWhenTheNamedOneIsOlder() throws Exception {

        jdk("jdks/21", "21.0.4");
        var wanted = jdk("jdks/25", "25");
        jdk("jdks/26", "26");

        assertThat(find(jdk("elsewhere/17", "17.0.15"))).isEqualTo(wanted.toString());
    }

    @Test
    void takesNoRuntimeForAJdk() throws Exception {

        Files.delete(jdk("jdks/25-jre", "25").resolve("bin/javac"));
        var wanted = jdk("jdks/25-zz", "25.0.2");

        assertThat(find(folder)).isEqualTo(wanted.toString());
    }

    @Test
    void saysSoWhenThereIsNone() throws Exception {

        jdk("jdks/2", "2.5");

        assertThat(find(folder)).contains("no JDK 25 is found").contains("JAVA_HOME");
    }

    private Path jdk(String name, String version) throws IOException {

        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        Files.setPosixFilePermissions(
                Files.createFile(home.resolve("bin/javac")), PosixFilePermissions.fromString("rwxr-xr-x"));

        return home;
    }

    private String find(Path javaHome) throws IOException, InterruptedException {

        var builder = new ProcessBuilder(SCRIPT.toRealPath().toString(), "jdk").redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", javaHome.toString(),
                        "FLEET_JDKS", folder.resolve("jdks").toString()));
        var process = builder.start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        return answer.strip();
    }
}
