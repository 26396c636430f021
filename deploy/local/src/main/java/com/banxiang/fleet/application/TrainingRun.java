package com.banxiang.fleet.application;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs an application once so that the JVM can remember which library classes it loads, and leaves a little after it is
 * healthy: some of the work of a start, such as joining Kafka's groups, is done only then.
 * <p>
 * A class cache is good for every class path that begins with the one it was trained on. So only libraries stand on that
 * path; the application's own classes, which change all day, come from a loader of their own and leave no trace.
 * <p>
 * This class stands in front of every class path that has a cache, alone: it uses nothing but the JDK, and has no companion.
 */
public final class TrainingRun {

    private static final int SLEEP_MILLIS = 100;
    private static final int READ_MILLIS = 2_000;
    private static final int LINGER_MILLIS = 4_000;

    private TrainingRun() {}

    /** Arguments: what to ask until it is well ({@code http:} or {@code tcp:}), the own class path, the main class, its arguments. */
    public static void main(String[] arguments) throws Exception {

        var health = URI.create(arguments[0]);
        var own = arguments[1].isEmpty() ? new String[0] : arguments[1].split(":");
        var urls = new URL[own.length];
        for (var i = 0; i < own.length; i++) {
            urls[i] = Path.of(own[i]).toUri().toURL();
        }

        var loader = new URLClassLoader(urls, ClassLoader.getSystemClassLoader());
        var main = loader.loadClass(arguments[2]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        var application = new Thread(
                () -> {
                    try {
                        main.invoke(null, (Object) Arrays.copyOfRange(arguments, 3, arguments.length));
                    } catch (ReflectiveOperationException e) {
                        System.err.println("the application didn't start: " + e.getCause());
                        Runtime.getRuntime().halt(1);
                    }
                },
                "main");
        application.setContextClassLoader(loader);
        application.start();

        while (!answers(health)) {
            Thread.sleep(SLEEP_MILLIS);
        }
        Thread.sleep(LINGER_MILLIS);
        System.exit(0);
    }

    private static boolean answers(URI health) {

        if (health.getScheme().equals("tcp")) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(health.getHost(), health.getPort()), READ_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        try {
            var call = (HttpURLConnection) health.toURL().openConnection();
            call.setReadTimeout(READ_MILLIS);
            return call.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
