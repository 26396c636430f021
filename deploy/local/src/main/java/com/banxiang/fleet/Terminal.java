package com.banxiang.fleet;

import java.util.List;

/** Shows lines that change: in place where somebody watches, one after another where the output is kept. */
final class Terminal {

    private static final String ESCAPE = "\u001b[";

    private final int columns;
    private List<String> shown = List.of();

    /** Of so many columns; of none, if nobody watches. */
    Terminal(int columns) {
        this.columns = columns;
    }

    void say(String line) {
        shown = List.of();
        System.out.println(line);
    }

    /** The same lines again, some of them changed. */
    void show(List<String> lines) {

        if (isLive()) {
            if (!shown.isEmpty()) {
                System.out.print(ESCAPE + shown.size() + "A");
            }
            lines.forEach(line -> System.out.println(ESCAPE + "2K" + colored(fitting(line))));
        } else {
            for (var i = 0; i < lines.size(); i++) {
                if (i >= shown.size() || !shown.get(i).equals(lines.get(i))) {
                    System.out.println(lines.get(i));
                }
            }
        }
        System.out.flush();
        shown = List.copyOf(lines);
    }

    boolean isLive() {
        return columns > 0;
    }

    /** A line that wraps would be two, and the cursor would go back to the wrong one. */
    private String fitting(String line) {
        return line.length() < columns ? line : line.substring(0, columns - 2) + "…";
    }

    private static String colored(String line) {
        if (line.contains(" healthy")) {
            return ESCAPE + "32m" + line + ESCAPE + "0m";
        }
        if (line.contains(" failed") || line.contains(" died")) {
            return ESCAPE + "31m" + line + ESCAPE + "0m";
        }
        return line;
    }
}
