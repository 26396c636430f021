package com.banxiang.fleet.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What a build is made of, told in two short texts: one from names, sizes and times, read in a moment; one from the contents,
 * read only when the first differs, so that a checkout that only touched the files builds nothing.
 */
final class SourceFingerprint {

    private final SortedMap<Path, BasicFileAttributes> files = new TreeMap<>();

    /** Of {@code pom.xml} and {@code src/main} in these folders and, for a folder of modules, in the folders below. */
    SourceFingerprint(Collection<Path> folders) {
        folders.forEach(this::collect);
    }

    String byAppearance() {
        var sum = new CRC32C();
        files.forEach((path, attributes) -> sum.update("%s %d %s\n"
                .formatted(path, attributes.size(), attributes.lastModifiedTime())
                .getBytes()));
        return "%08x-%d".formatted(sum.getValue(), files.size());
    }

    String byContent() {
        var sum = new CRC32C();
        files.keySet().forEach(path -> {
            sum.update(path.toString().getBytes());
            try {
                sum.update(Files.readAllBytes(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return "%08x-%d".formatted(sum.getValue(), files.size());
    }

    private void collect(Path folder) {

        if (!Files.isDirectory(folder)) {
            return;
        }

        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    var name = each.getFileName().toString();
                    return name.equals("target") || name.equals("test") && each.endsWith(Path.of("src", "test"))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.endsWith("pom.xml") || file.toString().contains("/src/main/")) {
                        files.put(file, attributes);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
