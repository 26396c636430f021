package com.banxiang.format;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks the format of every Java source below a folder ({@code check}), or puts it right ({@code apply}). */
final class Format {

    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    static void main(String[] arguments) throws IOException {

        var apply = arguments[0].equals("apply");
        var folder = Path.of(arguments[1]).toRealPath();
        var unformatted = sources(folder).parallelStream()
                .filter(it -> differs(it, apply))
                .map(it -> folder.relativize(it).toString())
                .sorted()
                .toList();

        if (!apply && !unformatted.isEmpty()) {
            System.err.println("Not formatted (mvn -pl tools/format process-classes -Dformat.do=apply):");
            unformatted.forEach(it -> System.err.println("  " + it));
            System.exit(1);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> !it.toString().contains("/target/"))
                    .toList();
        }
    }

    private static boolean differs(Path file, boolean apply) {
        try {
            var source = Files.readString(file);
            var formatted = FORMATTER.formatSourceAndFixImports(source);
            if (source.equals(formatted)) {
                return false;
            }
            if (apply) {
                Files.writeString(file, formatted);
            }
            return true;
        } catch (FormatterException unreadable) {
            throw new IllegalStateException("%s: %s".formatted(file, unreadable.getMessage()), unreadable);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Format() {}
}
