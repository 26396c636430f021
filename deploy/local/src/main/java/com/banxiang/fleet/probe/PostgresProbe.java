package com.banxiang.fleet.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that is starting up refuses; one that takes connections asks who is there. */
public final class PostgresProbe extends Probe {

    private static final int PROTOCOL_3 = 3 << 16;
    private static final int AUTHENTICATION = 'R';

    public PostgresProbe(int port) {
        super(port);
    }

    @Override
    boolean isWell(Socket socket) throws IOException {

        var parameters = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        var question = new ByteArrayOutputStream();
        var out = new DataOutputStream(question);
        out.writeInt(Integer.BYTES * 2 + parameters.length);
        out.writeInt(PROTOCOL_3);
        out.write(parameters);
        socket.getOutputStream().write(question.toByteArray());

        return socket.getInputStream().read() == AUTHENTICATION;
    }
}
