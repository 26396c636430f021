package com.banxiang.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

/**
 * How much processor time named parts have used so far, user and system together, as the Linux kernel counts it.
 *
 * @param of each part, in the order in which they were named
 */
record CpuTimes(Map<String, Duration> of) {

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** The kernel counts in hundredths of a second on every machine one meets. */
    private static final long NANOS_A_TICK = 10_000_000;

    private static final double NANOS_A_SECOND = 1e9;

    /** @param parts process ids by name; a part may be many processes */
    static CpuTimes now(Map<String, long[]> parts) {

        var times = new LinkedHashMap<String, Duration>();
        parts.forEach((name, pids) -> {
            var ticks = 0L;
            for (var pid : pids) {
                ticks += ticks(pid);
            }
            times.put(name, Duration.ofNanos(ticks * NANOS_A_TICK));
        });

        return new CpuTimes(times);
    }

    CpuTimes since(CpuTimes before) {

        var used = new LinkedHashMap<String, Duration>();
        of.forEach((name, time) -> used.put(name, time.minus(before.of.getOrDefault(name, Duration.ZERO))));

        return new CpuTimes(used);
    }

    double seconds() {
        return of.values().stream().mapToLong(Duration::toNanos).sum() / NANOS_A_SECOND;
    }

    /** A process and its children. */
    static long[] family(long pid) {

        var parent = ProcessHandle.of(pid)
                .orElseThrow(() -> new NoSuchElementException("process %d is gone".formatted(pid)));
        return LongStream.concat(LongStream.of(pid), parent.descendants().mapToLong(ProcessHandle::pid))
                .toArray();
    }

    /** Of a PostgreSQL server the processes that work for one database, and those that work for all. */
    static long[] postgres(long server, String database) {

        return Arrays.stream(family(server))
                .filter(pid -> {
                    // postgres: role database 127.0.0.1(port) what it does
                    var title = text(pid, "cmdline").split("[ \0]+");
                    var isBackend = title.length > 3 && title[3].startsWith("127.0.0.1");
                    return !isBackend || title[2].equals(database);
                })
                .toArray();
    }

    private static long ticks(long pid) {

        var stat = text(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");

        return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    }

    /** Empty if the process has gone. */
    private static String text(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException gone) {
            return "";
        }
    }
}
