package com.banxiang.fleet.process;

import com.banxiang.fleet.state.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A command line of {@code java}, of the JDK that the launcher itself runs on, kept in a file because it is long. */
public final class JavaCommand {

    private JavaCommand() {}

    public static List<String> of(
            Home home,
            String name,
            List<String> flags,
            List<Path> classPath,
            String mainClass,
            List<String> arguments) {

        var words = new ArrayList<>(flags);
        words.add("-cp");
        words.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        words.add(mainClass);
        words.addAll(arguments);

        var file = home.run().resolve(name + ".args");
        Home.write(
                file,
                words.stream()
                        .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                        .collect(Collectors.joining()));

        return List.of(javaHome().resolve("bin/java").toString(), "@" + file);
    }

    /** What makes a JVM small and quick to start; long computations would be faster without. */
    public static List<String> modest(int heapMegabytes) {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx" + heapMegabytes + "m",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    public static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }
}
