package com.banxiang.notification.live;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The WebSockets a test opened, so that it can close them all. */
final class Ears {

    private final List<Ear> all = new CopyOnWriteArrayList<>();
    private final int port;

    Ears(int port) {
        this.port = port;
    }

    /** With a token among the sub-protocols, as a browser shows it, or without one. */
    Ear listen(String path, @Nullable String token) {
        return open(path, new HttpHeaders(), token == null ? List.of() : List.of("bearer", token));
    }

    Ear open(String path, HttpHeaders headers, List<String> offered) {
        var ear = new Ear(offered);
        all.add(ear);
        ear.open(URI.create("ws://127.0.0.1:" + port + path), headers);
        return ear;
    }

    void hangUp() {
        all.forEach(Ear::hangUp);
    }
}
