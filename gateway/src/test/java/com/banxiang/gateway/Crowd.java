package com.banxiang.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port where so many wait to be let in that nobody else gets as far as the queue. */
final class Crowd implements AutoCloseable {

    private static final int A_MOMENT = 300;

    private final ServerSocket port;
    private final List<Socket> waiting = new ArrayList<>();

    Crowd() {
        try {
            port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (oneMoreFits()) {
                waiting.getLast().setSoTimeout(A_MOMENT);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port.getLocalPort();
    }

    @Override
    public void close() {
        try {
            port.close();
            for (var socket : waiting) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean oneMoreFits() throws IOException {

        var socket = new Socket();
        try {
            socket.connect(port.getLocalSocketAddress(), A_MOMENT);
            waiting.add(socket);
            return true;
        } catch (SocketTimeoutException full) {
            socket.close();
            return false;
        }
    }
}
