package com.banxiang.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * Where the servers of a test run live. Found out by itself; the system property or environment variable
 * {@value #SWITCH} ({@code containers} or {@code embedded}) decides otherwise.
 */
enum Engine {
    CONTAINERS,
    EMBEDDED;

    static final String SWITCH = "banxiang.testkit.engine";

    private static final Engine CURRENT =
            find(System.getProperty(SWITCH, System.getenv().getOrDefault("BANXIANG_TESTKIT_ENGINE", "auto")));

    static Engine current() {
        return CURRENT;
    }

    static Engine find(String asked) {

        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "containers" -> CONTAINERS;
            case "embedded" -> EMBEDDED;
            case "auto" ->
                mayHaveDocker() && DockerClientFactory.instance().isDockerAvailable() ? CONTAINERS : EMBEDDED;
            default ->
                throw new IllegalArgumentException(
                        "%s: %s (expected: containers, embedded or auto)".formatted(SWITCH, asked));
        };
    }

    /** Spares who has no Docker the seconds and the error log of the library's own search. */
    private static boolean mayHaveDocker() {

        var home = Path.of(System.getProperty("user.home"));
        return System.getenv().containsKey("DOCKER_HOST")
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                home.resolve(".docker/run/docker.sock"),
                                home.resolve(".testcontainers.properties"))
                        .anyMatch(Files::exists);
    }
}
