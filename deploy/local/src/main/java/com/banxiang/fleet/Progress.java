package com.banxiang.fleet;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Status;
import com.banxiang.fleet.state.Status.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a person sees of the parts while they start: one line for each. */
final class Progress {

    /** The second failure in a row is no accident. */
    private static final int FAILURES = 2;

    private final Home home;
    private final List<Part> parts;
    private final int offset;
    private final Terminal terminal;

    Progress(Home home, List<Part> parts, int offset, Terminal terminal) {
        this.home = home;
        this.parts = parts;
        this.offset = offset;
        this.terminal = terminal;
    }

    void show() {
        terminal.show(parts.stream().map(this::line).toList());
    }

    boolean allHealthy() {
        return parts.stream().allMatch(part -> status(part).state() == State.HEALTHY);
    }

    List<Part> failed() {
        return parts.stream()
                .filter(part -> status(part).failures() >= FAILURES)
                .toList();
    }

    private String line(Part part) {
        return "  %-21s :%-6d %s".formatted(part.name(), part.port() + offset, text(part, status(part)));
    }

    private String text(Part part, Status status) {

        var restarts = status.restarts() == 0 ? "" : ", restarted %d ×".formatted(status.restarts());

        return switch (status.state()) {
            case WAITING -> status.detail().isEmpty() ? "waiting" : "waiting " + status.detail();
            case PREPARING -> status.detail().isEmpty() ? "preparing" : status.detail() + elapsed(status);
            case STARTING -> "starting" + elapsed(status);
            case HEALTHY -> "healthy in %.1f s%s".formatted(seconds(status.took()), restarts);
            case UNHEALTHY -> "unhealthy: " + status.detail() + " (" + home.log(part.name()) + ")";
            case DIED -> "died: " + status.detail() + ", will be restarted (" + home.log(part.name()) + ")";
            case STOPPED -> "stopped";
        };
    }

    /** Only where a line may change without being printed again. */
    private String elapsed(Status status) {
        return terminal.isLive() ? " %.0f s".formatted(seconds(Duration.between(status.since(), Instant.now()))) : "";
    }

    private Status status(Part part) {
        return Status.read(home, part.name());
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
