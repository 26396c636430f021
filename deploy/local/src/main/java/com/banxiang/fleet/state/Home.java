package com.banxiang.fleet.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/**
 * Where a fleet lives on disk. Fleets with different folders don't see one another; what is built is shared by all fleets of
 * one checkout, because it depends on nothing but the sources.
 *
 * @param repository the checkout
 * @param folder     this fleet's own folder
 * @param libraries  the jars that the launcher and the broker run on
 */
public record Home(Path repository, Path folder, Path libraries) {

    public Path run() {
        return folder.resolve("run");
    }

    public Path log() {
        return folder.resolve("log");
    }

    public Path log(String part) {
        return log().resolve(part + ".log");
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path secrets() {
        return folder.resolve("secrets");
    }

    public Path cache() {
        return repository.resolve(".fleet/cache");
    }

    public Home create() {

        try {
            for (var each : new Path[] {run(), log(), data(), secrets(), cache()}) {
                Files.createDirectories(each);
            }
            Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        return this;
    }

    /** Keeps the log of the run before beside the new one. */
    public void rotateLog(String part) throws IOException {
        if (Files.exists(log(part))) {
            Files.move(log(part), log().resolve(part + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A reader sees the old text or the new one, never half of it; nobody else on the machine sees either. */
    public static void write(Path file, String text) {

        try {
            var fresh =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a finished folder to its place; who comes second finds it there and throws the own one away. */
    public static void publish(Path fresh, Path place) throws IOException {
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            delete(fresh);
        }
    }

    public static void delete(Path folder) throws IOException {

        if (!Files.exists(folder)) {
            return;
        }

        try (var tree = Files.walk(folder)) {
            for (var each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
