package com.banxiang.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Speaks HTTP without a client's good manners: sends the text as it is and reads until the other side closes. */
public final class Raw {

    public static String send(int port, String head) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((head.stripTrailing().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Asks for a path exactly as it is spelled. */
    public static String get(int port, String target, String... headers) {
        return send(port, "GET %s HTTP/1.1\nHost: test\n%s".formatted(target, String.join("\n", headers)));
    }

    private Raw() {}
}
