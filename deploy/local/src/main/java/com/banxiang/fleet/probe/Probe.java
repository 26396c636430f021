package com.banxiang.fleet.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One question to a part; it is well when it answers as expected within the patience. */
public abstract sealed class Probe permits HttpProbe, KafkaProbe, PostgresProbe, RedisProbe {

    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 2_000;

    private final int port;

    Probe(int port) {
        this.port = port;
    }

    public final boolean answers() {

        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            socket.setSoTimeout(READ_MILLIS);
            return isWell(socket);
        } catch (IOException e) {
            return false;
        }
    }

    abstract boolean isWell(Socket socket) throws IOException;
}
