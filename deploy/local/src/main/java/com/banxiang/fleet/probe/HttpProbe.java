package com.banxiang.fleet.probe;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An application's readiness. */
public final class HttpProbe extends Probe {

    public static final String READINESS = "/actuator/health/readiness";

    private static final int STATUS_LINE = 12;

    public HttpProbe(int port) {
        super(port);
    }

    @Override
    boolean isWell(Socket socket) throws IOException {

        var question = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".formatted(READINESS);
        socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
        var answer = socket.getInputStream().readNBytes(STATUS_LINE);

        return new String(answer, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200");
    }
}
