package com.banxiang.fleet.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person wants of each part; the supervisor looks at it several times a second and makes it so. */
public final class Wanted {

    private Wanted() {}

    public static boolean isRunning(Home home, String part) {
        return !Files.exists(file(home, part));
    }

    public static void running(Home home, String part) {
        try {
            Files.deleteIfExists(file(home, part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void stopped(Home home, String part) {
        Home.write(file(home, part), "");
    }

    private static Path file(Home home, String part) {
        return home.run().resolve(part + ".stopped");
    }
}
