package com.banxiang.fleet.parts;

import java.util.OptionalInt;
import java.util.Set;

/**
 * One process of the fleet.
 *
 * @param module     the Maven module it is built from; empty for a server somebody else wrote
 * @param port       where it listens, before the fleet's offset
 * @param secondPort a further port of its own: the gateway's health and metrics, the broker's controller
 * @param needs      what must be healthy before it is started; everything else it tolerates being away
 * @param heap       megabytes of heap; 0 where no JVM runs
 * @param schema     the PostgreSQL schema and role it owns; empty where it keeps nothing there
 * @param calls      whom it calls over HTTP; each such pair has a key of its own
 */
public record Part(
        String name,
        String module,
        int port,
        OptionalInt secondPort,
        Set<String> needs,
        int heap,
        String schema,
        Set<String> calls) {

    /** Whether it is one of ours, a Spring application, rather than a server. */
    public boolean isApplication() {
        return !module.isEmpty();
    }

    public boolean ownsSchema() {
        return !schema.isEmpty();
    }

    /** Where an application tells whether it is well. */
    public int healthPort() {
        return isApplication() ? secondPort.orElse(port) : port;
    }
}
