package com.banxiang.fleet.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** A broker is of use when the cluster's metadata names one: before that it answers, and can't be written to. */
public final class KafkaProbe extends Probe {

    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final int CORRELATION = 1;

    public KafkaProbe(int port) {
        super(port);
    }

    @Override
    boolean isWell(Socket socket) throws IOException {

        var question = new ByteArrayOutputStream();
        var out = new DataOutputStream(question);
        out.writeShort(METADATA);
        out.writeShort(VERSION);
        out.writeInt(CORRELATION);
        out.writeShort(-1); // no client id
        out.writeInt(0); // no topics

        var wire = new DataOutputStream(socket.getOutputStream());
        wire.writeInt(question.size());
        question.writeTo(wire);
        wire.flush();

        var in = new DataInputStream(socket.getInputStream());
        in.readInt(); // size
        in.readInt(); // correlation
        return in.readInt() > 0; // brokers
    }
}
