package com.banxiang.fleet.build;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs Maven for the parts whose sources, or whose platform's, changed since the jar that is there was built. */
public final class Build {

    private static final int TOLD_LINES = 30;

    private final Home home;
    private final Path stamps;

    public Build(Home home) {
        this.home = home;
        this.stamps = home.cache().resolve("built.properties");
    }

    /** The modules that have to be built; asking costs a few milliseconds. */
    public List<String> stale(List<Part> parts) {
        try {
            return fresh(parts, stamps()).keySet().stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds what is stale; one build at a time in a checkout, however many fleets start. */
    public void run(List<Part> parts, Path javaHome) throws IOException, InterruptedException {

        try (var lock = new RandomAccessFile(home.cache().resolve("build.lock").toFile(), "rw");
                var channel = lock.getChannel();
                var held = channel.lock()) {
            assert held.isValid();
            var stamps = stamps();
            var fresh = fresh(parts, stamps);
            if (fresh.isEmpty()) {
                return;
            }
            maven(fresh.keySet().stream().toList(), javaHome);
            remember(stamps, fresh);
        }
    }

    /** Takes what is there for what was built from these sources. */
    void remember(List<Part> parts) throws IOException {
        remember(stamps(), fresh(parts, stamps()));
    }

    private void remember(Map<String, String> stamps, Map<String, String> fresh) {
        stamps.putAll(fresh);
        Home.write(
                this.stamps,
                stamps.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** Where Maven leaves a part's jar; refuses when it isn't there. */
    public static Path jar(Home home, Part part) {
        return find(home, part)
                .orElseThrow(() -> new Refusal("%s isn't built: no jar in %s"
                        .formatted(part.name(), home.repository().resolve(part.module() + "/target"))));
    }

    public static boolean isBuilt(Home home, Part part) {
        return find(home, part).isPresent();
    }

    private static Optional<Path> find(Home home, Part part) {

        var target = home.repository().resolve(part.module()).resolve("target");
        var stem = part.module().substring(part.module().lastIndexOf('/') + 1);
        try (var files = Files.isDirectory(target) ? Files.list(target) : Stream.<Path>empty()) {
            return files.filter(file -> file.getFileName().toString().matches(stem + "-[0-9][^-]*\\.jar"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> fresh(List<Part> parts, Map<String, String> stamps) throws IOException {

        var fresh = new LinkedHashMap<String, String>();
        for (var part : parts.stream().filter(Part::isApplication).toList()) {
            var sources = new SourceFingerprint(List.of(
                    home.repository().resolve("platform"), home.repository().resolve(part.module())));
            var appearance = sources.byAppearance() + "-" + rootPom();
            var known = stamps.getOrDefault(part.module(), "").split(" ");
            var unchanged = known[0].equals(appearance)
                    || known.length > 1 && known[1].equals(sources.byContent() + "-" + rootPom());
            if (!unchanged || !isBuilt(home, part)) {
                fresh.put(part.module(), appearance + " " + sources.byContent() + "-" + rootPom());
            }
        }

        return fresh;
    }

    /** The list of modules says nothing about how one of them is built, so a new module builds nothing but itself. */
    private String rootPom() throws IOException {
        return Integer.toHexString(Files.readString(home.repository().resolve("pom.xml"))
                .replaceAll("(?s)<modules>.*</modules>", "")
                .hashCode());
    }

    private void maven(List<String> modules, Path javaHome) throws IOException, InterruptedException {

        var log = home.log("build");
        home.rotateLog("build");
        var command = new ArrayList<>(List.of("mvn", "-B", "-q", "package", "-Dmaven.test.skip=true", "-am"));
        command.addAll(List.of("-pl", String.join(",", modules)));
        var builder = new ProcessBuilder(command)
                .directory(home.repository().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment()
                .merge(
                        "MAVEN_OPTS",
                        "-XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow"
                                + " --enable-native-access=ALL-UNNAMED",
                        (given, ours) -> ours + " " + given);
        int exit;
        try {
            exit = builder.start().waitFor();
        } catch (IOException e) {
            throw new Refusal("Maven isn't found: install Maven 3.8.7 or newer so that `mvn` starts it");
        }
        if (exit != 0) {
            var lines = Files.readAllLines(log);
            throw new Refusal("%s\nthe build failed; all of it is in %s"
                    .formatted(
                            String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size())),
                            log));
        }
    }

    private Map<String, String> stamps() throws IOException {

        var stamps = new TreeMap<String, String>();
        if (Files.exists(this.stamps)) {
            var values = new Properties();
            values.load(new StringReader(Files.readString(this.stamps)));
            values.stringPropertyNames().forEach(name -> stamps.put(name, values.getProperty(name)));
        }

        return stamps;
    }
}
