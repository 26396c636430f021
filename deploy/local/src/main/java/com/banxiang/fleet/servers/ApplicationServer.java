package com.banxiang.fleet.servers;

import com.banxiang.fleet.application.ClassPath;
import com.banxiang.fleet.build.Build;
import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.probe.HttpProbe;
import com.banxiang.fleet.process.JavaCommand;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One of our own Spring applications, from the jar that Maven built last: a restart picks up a newer one. */
final class ApplicationServer implements Server {

    private static final String SERVICES = "services";

    private final Home home;
    private final Part part;
    private final int healthPort;
    private final ApplicationSettings settings;
    private final ClassPath classPath;

    private List<String> command = List.of();

    ApplicationServer(Home home, Part part, int offset, ApplicationSettings settings, ClassPath classPath) {
        this.home = home;
        this.part = part;
        this.healthPort = part.healthPort() + offset;
        this.settings = settings;
        this.classPath = classPath;
    }

    @Override
    public void prepare(Consumer<String> progress) throws IOException, InterruptedException {

        var locations = settings.write(part).stream()
                .map(file -> "file:" + file)
                .collect(Collectors.joining(",", "--spring.config.additional-location=", ""));
        var health = "http://127.0.0.1:" + healthPort + HttpProbe.READINESS;
        var start = new ClassPath.Start(
                part.name(),
                part.ownsSchema() ? SERVICES : part.name(),
                JavaCommand.modest(part.heap()),
                List.of(locations),
                health);

        command = classPath.application(start, Build.jar(home, part), builtGroup(), progress);
    }

    @Override
    public List<String> command() {
        return command;
    }

    /** Fewer arenas of the C library's allocator: they keep what they were once given. */
    @Override
    public Map<String, String> environment() {
        return Map.of("MALLOC_ARENA_MAX", "2");
    }

    private List<Path> builtGroup() {
        return Parts.applications()
                .filter(other -> part.ownsSchema() && other.ownsSchema() && Build.isBuilt(home, other))
                .map(other -> Build.jar(home, other))
                .toList();
    }
}
