package com.banxiang.fleet;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Prints the log of one part, or the end of every log; follows them if asked to. */
final class Logs {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int END_BYTES = 2_000;
    private static final int MOST_BYTES = 1 << 20;

    private final Home home;

    Logs(Home home) {
        this.home = home;
    }

    int print(List<String> names, boolean follow) throws IOException, InterruptedException {

        if (names.size() > 1) {
            throw new Refusal("./fleet logs takes one part, or none for all");
        }

        var parts =
                names.isEmpty() ? Parts.all().stream().map(Part::name).toList() : List.of(nameOfLog(names.getFirst()));
        var tails = new ArrayList<Tail>();
        for (var part : parts) {
            tails.add(new Tail(part, parts.size() > 1));
        }

        while (true) {
            var printed = false;
            for (var tail : tails) {
                printed |= tail.printNew();
            }
            if (!printed && !follow) {
                return 0;
            }
            if (!printed) {
                Thread.sleep(LOOK);
            }
        }
    }

    /** A part, or something else that has a log: the build, the supervisor. */
    private String nameOfLog(String name) {
        return Files.exists(home.log(name)) ? name : Parts.named(name).name();
    }

    /** The lines of one log that haven't been printed yet. */
    private final class Tail {

        private final String part;
        private final boolean amongOthers;
        private long position;

        Tail(String part, boolean amongOthers) throws IOException {
            this.part = part;
            this.amongOthers = amongOthers;
            if (amongOthers && Files.exists(home.log(part))) {
                position = Math.max(0, Files.size(home.log(part)) - END_BYTES);
            }
        }

        /** Whether there was something. */
        boolean printNew() throws IOException {

            var file = home.log(part);
            if (!Files.exists(file)) {
                return false;
            }

            try (var log = new RandomAccessFile(file.toFile(), "r")) {
                if (log.length() < position) {
                    position = 0; // a new run, a new file
                }
                var fresh = new byte[(int) Math.min(log.length() - position, MOST_BYTES)];
                log.seek(position);
                log.readFully(fresh);
                var end = lastLineEnd(fresh);
                position += end;
                new String(fresh, 0, end, StandardCharsets.UTF_8).lines().forEach(this::print);
                return end > 0;
            }
        }

        private void print(String line) {
            System.out.println(amongOthers ? "%-21s %s".formatted(part, line) : line);
        }

        private static int lastLineEnd(byte[] bytes) {
            for (var i = bytes.length - 1; i >= 0; i--) {
                if (bytes[i] == '\n') {
                    return i + 1;
                }
            }
            return 0;
        }
    }
}
