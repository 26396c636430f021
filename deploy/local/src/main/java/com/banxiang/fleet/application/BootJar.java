package com.banxiang.fleet.application;

import com.banxiang.fleet.state.Home;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Takes an executable jar apart, because a plain class path starts faster than jars in a jar.
 * <p>
 * Libraries go to one folder for the whole fleet, with their checksum in the name: services that use the same library share
 * its file and the pages of memory it is mapped to, and a file that is there never changes, as a class cache demands.
 */
final class BootJar {

    private static final HexFormat HEX = HexFormat.of();
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";

    /** Our own libraries change with every build of the platform; the others with a version. */
    private static final String OWN_LIBRARY = "platform-";

    private final Home home;
    private final Map<String, Unpacked> unpacked = new ConcurrentHashMap<>();

    BootJar(Home home) {
        this.home = home;
    }

    /**
     * @param mainClass what to run
     * @param libraries what others made, in the jar's order
     * @param own       what we made: the platform's jars and the application's classes
     */
    record Unpacked(String mainClass, List<Path> libraries, List<Path> own) {}

    /** Looks again only when the executable was built again: each part of a group asks for all of them. */
    Unpacked unpack(String name, Path executable) throws IOException {

        var built = executable + " " + Files.getLastModifiedTime(executable);
        var known = unpacked.get(built);
        if (known == null) {
            known = takeApart(name, executable);
            unpacked.put(built, known);
        }

        return known;
    }

    private Unpacked takeApart(String name, Path executable) throws IOException {

        var libraries = new ArrayList<Path>();
        var own = new ArrayList<Path>();
        try (var jar = new JarFile(executable.toFile())) {
            var entries = jar.stream().toList();
            for (var entry : entries.stream()
                    .filter(entry -> entry.getName().startsWith(LIBRARIES) && !entry.isDirectory())
                    .toList()) {
                var library = library(jar, entry);
                (library.getFileName().toString().startsWith(OWN_LIBRARY) ? own : libraries).add(library);
            }
            own.add(classes(
                    name,
                    jar,
                    entries.stream()
                            .filter(entry -> entry.getName().startsWith(CLASSES)
                                    && !entry.getName().equals(CLASSES))
                            .toList()));

            return new Unpacked(jar.getManifest().getMainAttributes().getValue("Start-Class"), libraries, own);
        }
    }

    private Path library(JarFile jar, ZipEntry entry) throws IOException {

        var name = entry.getName().substring(LIBRARIES.length(), entry.getName().length() - ".jar".length());
        var place = LibraryFolder.of(home).resolve(name + "-" + HEX.toHexDigits((int) entry.getCrc()) + ".jar");
        if (!Files.exists(place)) {
            var fresh = Files.createTempFile(place.getParent(), name, ".new");
            try (var in = jar.getInputStream(entry)) {
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        }

        return place;
    }

    /** With the entries of folders: Spring finds the components of a package by the entry of its folder. */
    private Path classes(String name, JarFile jar, List<? extends ZipEntry> entries) throws IOException {

        var sum = new CRC32();
        for (var entry : entries) {
            sum.update((entry.getName() + " " + entry.getCrc() + "\n").getBytes());
        }

        var place = LibraryFolder.of(home).resolve(name + "-" + HEX.toHexDigits((int) sum.getValue()) + ".jar");
        if (!Files.exists(place)) {
            var fresh = Files.createTempFile(place.getParent(), name, ".new");
            try (var out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
                for (var entry : entries) {
                    out.putNextEntry(new ZipEntry(entry.getName().substring(CLASSES.length())));
                    try (var in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        }

        return place;
    }
}
