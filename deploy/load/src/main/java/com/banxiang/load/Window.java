package com.banxiang.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What happened in a stretch of time.
 *
 * @param things done, such as readings stored
 * @param refused answers that were not what was asked for, by status
 * @param micros from request to answer
 */
record Window(long things, Map<Integer, Long> refused, double seconds, CpuTimes cpu, Histogram micros) {

    double perCpuSecond() {
        return things / cpu.seconds();
    }

    double perSecond() {
        return things / seconds;
    }

    Map<String, Object> report() {

        var report = new LinkedHashMap<String, Object>();
        report.put("perCpuSecond", Math.round(perCpuSecond()));
        report.put("perSecond", Math.round(perSecond()));
        report.put("p50Millis", millis(50));
        report.put("p95Millis", millis(95));
        report.put("p99Millis", millis(99));
        var each = new TreeMap<String, Object>();
        cpu.of().forEach((part, time) -> each.put(part, Math.round(time.toNanos() / 100.0 / things) / 10.0));
        report.put("cpuMicrosEach", each);
        if (!refused.isEmpty()) {
            report.put("refused", refused);
        }

        return report;
    }

    private double millis(double percentile) {
        return Math.round(micros.getValueAtPercentile(percentile) / 10.0) / 100.0;
    }
}
