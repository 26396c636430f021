package com.banxiang.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastWillTests {

    @Test
    void leavesNoPostgresBehindWhenTheJvmIsKilled() throws IOException {

        var jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsPostgres.class.getName())
                .redirectErrorStream(true)
                .start();
        var folder = folderOf(jvm);
        var postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                        .getFirst()))
                .orElseThrow();
        assertThat(postmaster.isAlive()).isTrue();

        jvm.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).until(() -> !postmaster.isAlive());
        await().atMost(Duration.ofSeconds(20)).until(() -> !Files.exists(folder));
    }

    private static Path folderOf(Process jvm) throws IOException {

        var output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        return output.lines()
                .filter(it -> it.startsWith(StartsPostgres.SAYS))
                .findFirst()
                .map(it -> Path.of(it.substring(StartsPostgres.SAYS.length())))
                .orElseThrow();
    }

    /** A JVM of its own, which starts a server and then waits to be killed. */
    static final class StartsPostgres {

        static final String SAYS = "data in ";

        public static void main(String... args) throws IOException {

            var server = new EmbeddedPostgresServer();
            server.start();
            System.out.println(SAYS + server.folder());
            System.in.read();
        }
    }
}
