package com.banxiang.sandbox.traffic;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Makes a vendor slow, failing or silent for its next calls. */
@RestController
final class FaultController {

    private static final long LONGEST_DELAY_MS = 600_000;

    record FaultRequest(
            @Nullable String vendor,
            @Nullable Integer status,
            @Nullable Long delayMs,
            @Nullable Boolean drop,
            @Nullable String kind,
            @Nullable Integer times,
            @Nullable String operation) {}

    private final Faults faults;
    private final List<Troubles> troubles;

    FaultController(Faults faults, List<Troubles> troubles) {
        this.faults = faults;
        this.troubles = troubles;
    }

    @PostMapping("/_sandbox/faults")
    void add(@RequestBody FaultRequest request) {

        expect(faults.add(fault(request)), "faults: %s are waiting already".formatted(Faults.LIMIT));
    }

    @DeleteMapping("/_sandbox/faults")
    void clear() {
        faults.clear();
    }

    private Fault fault(FaultRequest request) {

        var vendor = Vendor.named(String.valueOf(request.vendor()))
                .orElseThrow(() -> refused("vendor: %s (expected: one of %s)".formatted(request.vendor(), vendors())));
        var status = request.status();
        var delay = request.delayMs() == null ? 0 : request.delayMs();
        var drop = Boolean.TRUE.equals(request.drop());
        var times = request.times() == null ? 1 : request.times();

        expect(
                status != null || delay != 0 || drop || request.kind() != null,
                "fault: nothing goes wrong (expected: status, delayMs, drop or kind)");
        expect(status == null || (status >= 400 && status <= 599), "status: %s (expected: 400–599)".formatted(status));
        expect(
                delay >= 0 && delay <= LONGEST_DELAY_MS,
                "delayMs: %s (expected: 0–%s)".formatted(delay, LONGEST_DELAY_MS));
        expect(times >= 1, "times: %s (expected: 1 or more)".formatted(times));
        expectKnown(request.kind(), vendor);
        return new Fault(vendor, status, Duration.ofMillis(delay), drop, request.kind(), times, request.operation());
    }

    private void expectKnown(@Nullable String kind, Vendor vendor) {

        var known = troubles.stream()
                .filter(it -> it.vendor() == vendor)
                .flatMap(it -> it.kinds().stream())
                .collect(Collectors.toSet());
        expect(
                kind == null || kind.equals(Fault.QUOTA) || known.contains(kind),
                "kind: %s (expected: quota or one of %s)"
                        .formatted(kind, known.stream().sorted().toList()));
    }

    private static List<String> vendors() {
        return Arrays.stream(Vendor.values()).map(Vendor::text).toList();
    }

    private static void expect(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw refused(otherwise);
        }
    }

    private static ResponseStatusException refused(String why) {
        return new ResponseStatusException(BAD_REQUEST, why);
    }
}
