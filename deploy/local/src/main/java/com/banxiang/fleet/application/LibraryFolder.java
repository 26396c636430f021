package com.banxiang.fleet.application;

import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/** The jars that all JVMs of all fleets of a checkout run on; a file there is written once, named by its content. */
final class LibraryFolder {

    private LibraryFolder() {}

    static Path of(Home home) throws IOException {
        return Files.createDirectories(home.cache().resolve("lib"));
    }

    /** Of somebody else's jar: its name says its version, so the content isn't read where the file is there. */
    static Path keep(Home home, Path jar) throws IOException {

        var name = jar.getFileName().toString().replaceAll("\\.jar$", "");
        var place = of(home).resolve("%s-%x.jar".formatted(name, Files.size(jar)));
        if (!Files.exists(place)) {
            var fresh = Files.createTempFile(place.getParent(), name, ".new");
            Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        }

        return place;
    }

    static Path keep(Home home, String name, byte[] content) throws IOException {

        var sum = new CRC32();
        sum.update(content);
        var place = of(home).resolve("%s-%08x.jar".formatted(name.replaceAll("\\.jar$", ""), sum.getValue()));
        if (!Files.exists(place)) {
            var fresh = Files.createTempFile(place.getParent(), name, ".new");
            Files.write(fresh, content);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        }

        return place;
    }

    /** In an order that doesn't depend on the machine. */
    static List<Path> jarsIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
