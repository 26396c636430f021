package com.banxiang.fleet.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a process has, in bytes. */
public final class Memory {

    private static final int KIBIBYTE = 1024;

    private Memory() {}

    /** What it has of the machine's memory, pages it shares with others included. */
    public static Optional<Long> resident(Running running) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(running.pid())).start();
            var answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return Optional.of(Long.parseLong(answer) * KIBIBYTE);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Its share of what it has together with others, its children included; empty where the kernel doesn't tell. */
    public static OptionalLong proportional(Running running) {
        return Stream.concat(Stream.of(running.process()), running.process().descendants())
                .mapToLong(Memory::proportional)
                .reduce(Long::sum);
    }

    private static long proportional(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
