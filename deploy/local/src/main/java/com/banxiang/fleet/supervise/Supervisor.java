package com.banxiang.fleet.supervise;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.servers.Servers;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Plan;
import com.banxiang.fleet.state.Status.State;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The one process that stays: it keeps every part as it is wanted, and nothing else.
 * <p>
 * It talks to nobody. What is wanted and what is so stand in files, so any command may come and go, and a supervisor that was
 * killed leaves nothing that a command can't find. Told to leave, it leaves the parts running: who told it stops them.
 */
public final class Supervisor {

    public static final String NAME = "supervisor";

    private Supervisor() {}

    /** Doesn't return. */
    public static void run(Home home) throws InterruptedException {

        var offset = Plan.read(home).offset();
        var servers = new Servers(home, offset);
        var caretakers = new ConcurrentHashMap<String, Caretaker>();
        var starting = new Semaphore(Math.max(2, 2 * Runtime.getRuntime().availableProcessors()), true);
        var leaving = new ReentrantReadWriteLock(true);
        Runtime.getRuntime().addShutdownHook(new Thread(leaving.writeLock()::lock));

        for (var part : Parts.all()) {
            caretakers.put(
                    part.name(),
                    new Caretaker(
                            home,
                            part,
                            servers.of(part),
                            Servers.probe(part, offset),
                            name -> stateOf(caretakers, name),
                            starting,
                            leaving));
        }
        for (Part part : Parts.all()) {
            Thread.ofVirtual().name(part.name()).start(caretakers.get(part.name()));
        }
        Thread.currentThread().join();
    }

    private static State stateOf(Map<String, Caretaker> caretakers, String name) {
        var caretaker = caretakers.get(name);
        return caretaker == null ? State.WAITING : caretaker.state();
    }
}
