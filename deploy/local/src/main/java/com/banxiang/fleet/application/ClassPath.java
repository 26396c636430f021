package com.banxiang.fleet.application;

import com.banxiang.fleet.process.JavaCommand;
import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes the command line that starts a JVM fastest: the libraries that a group of parts has in common first, in one order
 * and with a trained cache, then what only this part has, then what we wrote.
 */
public final class ClassPath {

    private final Home home;
    private final BootJar jars;
    private final ClassCache cache;

    public ClassPath(Home home) {
        this.home = home;
        this.jars = new BootJar(home);
        this.cache = new ClassCache(home);
    }

    /**
     * What the caller knows about the part.
     *
     * @param group  parts of one group share a cache
     * @param health what to ask, {@code http:} or {@code tcp:}, to learn that it is up
     */
    public record Start(String name, String group, List<String> flags, List<String> arguments, String health) {}

    /** The jars that the launcher carries for servers that are written in Java. */
    public List<Path> ofServers() throws IOException {

        var kept = new ArrayList<Path>();
        kept.add(cache.trainer());
        for (var jar : LibraryFolder.jarsIn(home.libraries())) {
            if (!jar.getFileName().toString().startsWith("embedded-")) {
                kept.add(LibraryFolder.keep(home, jar));
            }
        }

        return kept;
    }

    public List<String> server(Start start, String mainClass, Consumer<String> progress)
            throws IOException, InterruptedException {
        return command(start, mainClass, ofServers(), List.of(), progress);
    }

    /** The group's jars, this part's among them, decide what they have in common. */
    public List<String> application(Start start, Path jar, List<Path> groupJars, Consumer<String> progress)
            throws IOException, InterruptedException {

        var unpacked = jars.unpack(start.name(), jar);
        var shared = new LinkedHashSet<>(unpacked.libraries());
        for (var other : groupJars) {
            shared.retainAll(jars.unpack(partOf(other), other).libraries());
        }

        var libraries = Stream.concat(
                        Stream.of(cache.trainer()), shared.stream().sorted())
                .toList();
        var own = Stream.concat(
                        unpacked.libraries().stream().filter(library -> !shared.contains(library)),
                        unpacked.own().stream())
                .toList();

        return command(start, unpacked.mainClass(), libraries, own, progress);
    }

    private List<String> command(
            Start start, String mainClass, List<Path> libraries, List<Path> own, Consumer<String> progress)
            throws IOException, InterruptedException {

        var trained = cache.of(
                new ClassCache.Run(
                        start.group(), start.flags(), libraries, own, mainClass, start.arguments(), start.health()),
                progress);
        var flags = Stream.concat(start.flags().stream(), trained.map(ClassPath::using).orElseGet(List::of).stream())
                .toList();
        var classPath = Stream.concat(libraries.stream(), own.stream()).toList();

        return JavaCommand.of(home, start.name(), flags, classPath, mainClass, start.arguments());
    }

    /**
     * Quietly: what of a cache doesn't fit is loaded as if there were none. At the address it was made for, so that its
     * pages need no patching and all who use it share them.
     */
    private static List<String> using(Path cache) {
        return List.of(
                "-XX:AOTCache=" + cache,
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Xlog:aot*=error");
    }

    private static String partOf(Path jar) {
        return jar.getFileName().toString().replaceAll("-[0-9].*", "");
    }
}
