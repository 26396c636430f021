package com.banxiang.fleet.probe;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Ping, pong. */
public final class RedisProbe extends Probe {

    private static final String PONG = "+PONG";

    public RedisProbe(int port) {
        super(port);
    }

    @Override
    boolean isWell(Socket socket) throws IOException {
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(PONG.length()), StandardCharsets.US_ASCII).equals(PONG);
    }
}
