package com.banxiang.fleet.application;

import com.banxiang.fleet.process.JavaCommand;
import com.banxiang.fleet.process.Launch;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.state.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The JVM's memory of which library classes an application loads and links: with it a service starts in half the time.
 * <p>
 * A cache is trained the first time that a set of libraries is seen, and used until the set changes; a change in our own code
 * leaves it good. A start never fails for want of a cache, it is only slower.
 */
final class ClassCache {

    private static final String PREFIX = "training-";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Home home;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Set<Path> failed = ConcurrentHashMap.newKeySet();

    ClassCache(Home home) {
        this.home = home;
    }

    /**
     * What is run.
     *
     * @param group     parts of one group share a cache
     * @param flags     of the JVM; a cache made under others is refused
     * @param libraries what the cache covers
     * @param own       what may change without the cache becoming worthless
     * @param health    tells when the training has seen enough
     */
    record Run(
            String group,
            List<String> flags,
            List<Path> libraries,
            List<Path> own,
            String mainClass,
            List<String> arguments,
            String health) {}

    /** The class path's first jar, wherever a cache may be used. */
    Path trainer() throws IOException {

        var name = TrainingRun.class.getName().replace('.', '/') + ".class";
        var content = new ByteArrayOutputStream();
        try (var in = TrainingRun.class.getClassLoader().getResourceAsStream(name);
                var jar = new JarOutputStream(content)) {
            if (in == null) {
                throw new IOException("no class file of " + TrainingRun.class);
            }
            var entry = new ZipEntry(name);
            entry.setTime(0);
            jar.putNextEntry(entry);
            in.transferTo(jar);
        }

        return LibraryFolder.keep(home, "training-run", content.toByteArray());
    }

    /** The cache for this run; empty when training failed, which is tried again by the next fleet. */
    Optional<Path> of(Run run, Consumer<String> progress) throws IOException, InterruptedException {

        synchronized (locks.computeIfAbsent(run.group(), any -> new Object())) {
            var place = place(run);
            if (Files.exists(place)) {
                return Optional.of(place);
            }
            if (failed.contains(place)) {
                return Optional.empty();
            }
            progress.accept("learning to start fast, once per set of libraries");
            var trained = train(run, place);
            if (trained.isEmpty()) {
                failed.add(place);
                System.out.println("no class cache for " + run.group() + ": see " + home.log(PREFIX + run.group()));
            }
            return trained;
        }
    }

    private Optional<Path> train(Run run, Path place) throws IOException, InterruptedException {

        var name = PREFIX + run.group();
        var fresh = Files.createDirectories(place.getParent())
                .resolve("%s-%d.new"
                        .formatted(run.group(), ProcessHandle.current().pid()));
        var java = JavaCommand.of(
                home,
                name,
                Stream.concat(run.flags().stream(), Stream.of("-XX:AOTCacheOutput=" + fresh))
                        .toList(),
                run.libraries(),
                TrainingRun.class.getName(),
                Stream.concat(
                                Stream.of(
                                        run.health(),
                                        run.own().stream().map(Path::toString).collect(Collectors.joining(":")),
                                        run.mainClass()),
                                run.arguments().stream())
                        .toList());
        home.rotateLog(name);
        var process = Launch.start(home, name, java, Map.of());
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0
                    || !Files.exists(fresh)) {
                Files.deleteIfExists(fresh);
                return Optional.empty();
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(Running.pidFile(home, name));
        }
        removeOlder(run.group(), place);
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);

        return Optional.of(place);
    }

    private void removeOlder(String group, Path place) throws IOException {
        try (var files = Files.list(place.getParent())) {
            for (var old : files.filter(file -> file.getFileName().toString().matches(group + "-[0-9a-f]{8}\\.aot"))
                    .toList()) {
                Files.delete(old);
            }
        }
    }

    private Path place(Run run) {

        var key = new ArrayList<String>();
        key.add(System.getProperty("java.vm.version"));
        run.flags().stream().filter(flag -> flag.startsWith("-XX:")).forEach(key::add);
        // With its folder: in a checkout that was moved, the JVM takes the cache and gives the classes no origin.
        run.libraries().forEach(library -> key.add(library.toString()));
        var sum = new CRC32();
        sum.update(String.join("\n", key).getBytes(StandardCharsets.UTF_8));

        return home.cache().resolve("aot").resolve("%s-%08x.aot".formatted(run.group(), sum.getValue()));
    }
}
