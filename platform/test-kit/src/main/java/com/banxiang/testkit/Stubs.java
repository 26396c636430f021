package com.banxiang.testkit;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.banxiang.testkit.server.FreePort;
import com.github.tomakehurst.wiremock.WireMockServer;

/**
 * The one HTTP server that plays everybody outside the service under test. Its address is known from the beginning,
 * it starts when a test first speaks of it, and until then a call is refused as by a neighbour who is down.
 */
final class Stubs {

    private static final int PORT = FreePort.find();

    private static volatile boolean started;

    private static final class Shared {

        static final WireMockServer SERVER = start();

        private static WireMockServer start() {
            var server = new WireMockServer(options()
                    .bindAddress("127.0.0.1")
                    .port(PORT)
                    .containerThreads(64)
                    .asynchronousResponseEnabled(true)
                    .stubCorsEnabled(false));
            server.start();
            started = true;
            return server;
        }
    }

    static WireMockServer server() {
        return Shared.SERVER;
    }

    static String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(PORT, path);
    }

    /** Forgets what was answered and what was asked. */
    static void reset() {
        if (started) {
            server().resetAll();
        }
    }

    private Stubs() {}
}
