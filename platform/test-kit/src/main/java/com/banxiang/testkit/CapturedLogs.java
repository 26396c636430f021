package com.banxiang.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Everything the process logs from {@link #start} to {@link #close}, in the very words the console gets but for the
 * time, whose digits may be anybody's by chance, so that a test can search it for what must never stand there:
 *
 * <pre>{@code
 * try (var logs = CapturedLogs.start()) {
 *     …
 *     logs.assertNowhere("13800138000", "张三");
 * }
 * }</pre>
 */
public final class CapturedLogs implements AutoCloseable {

    private static final Pattern TIME = Pattern.compile("\"@timestamp\":\"[^\"]*\",?");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Encoder<ILoggingEvent>> encoders = encodersOf(root);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Collector collector = new Collector();

    private final class Collector extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            encoders.forEach(it -> lines.add(withoutTime(new String(it.encode(event), UTF_8))));
        }
    }

    private CapturedLogs() {

        if (encoders.isEmpty()) {
            throw new IllegalStateException("the root logger writes nowhere (expected: a console)");
        }
        collector.setContext(root.getLoggerContext());
        collector.setName("captured for a test");
        collector.start();
        root.addAppender(collector);
    }

    public static CapturedLogs start() {
        return new CapturedLogs();
    }

    /** What was written until now, a line for each event, a stack trace with its event. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public String text() {
        return String.join("", lines);
    }

    /** Fails with the lines that say any of these. A test that logs nothing at all proves nothing, and fails too. */
    public void assertNowhere(String... secrets) {

        if (lines.isEmpty()) {
            throw new AssertionError("nothing was logged (expected: something to search)");
        }

        var found = new ArrayList<String>();
        for (var secret : secrets) {
            lines.stream().filter(it -> it.contains(secret)).forEach(it -> found.add(secret + " in " + it));
        }
        if (!found.isEmpty()) {
            throw new AssertionError("logged: " + found);
        }
    }

    /** Fails unless a line says all of these. */
    public void assertSomewhere(String... words) {

        if (lines.stream().noneMatch(line -> List.of(words).stream().allMatch(line::contains))) {
            throw new AssertionError("no line says all of %s; logged: %s".formatted(List.of(words), lines));
        }
    }

    private static String withoutTime(String line) {
        return TIME.matcher(line).replaceFirst("");
    }

    @Override
    public void close() {
        root.detachAppender(collector);
        collector.stop();
    }

    private static List<Encoder<ILoggingEvent>> encodersOf(Logger root) {

        var found = new ArrayList<Encoder<ILoggingEvent>>();
        root.iteratorForAppenders().forEachRemaining(it -> {
            if (it instanceof OutputStreamAppender<ILoggingEvent> output && output.getEncoder() != null) {
                found.add(output.getEncoder());
            }
        });
        return List.copyOf(found);
    }
}
