package com.banxiang.testkit.server;

/** A server that a fault test may take away and bring back: it returns on the same port with what it had stored. */
interface Server {

    void start();

    void stop();

    String host();

    int port();
}
