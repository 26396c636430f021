package com.banxiang.fleet.servers;

import com.banxiang.fleet.application.ClassPath;
import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.probe.HttpProbe;
import com.banxiang.fleet.probe.KafkaProbe;
import com.banxiang.fleet.probe.PostgresProbe;
import com.banxiang.fleet.probe.Probe;
import com.banxiang.fleet.probe.RedisProbe;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.secrets.Secrets;
import com.banxiang.fleet.state.Home;

/** Knows how each part is run. */
public final class Servers {

    private final Home home;
    private final int offset;
    private final ApplicationSettings settings;
    private final ClassPath classPath;

    public Servers(Home home, int offset) {
        this.home = home;
        this.offset = offset;
        this.settings = new ApplicationSettings(home, offset, Secrets.of(home));
        this.classPath = new ClassPath(home);
    }

    public Server of(Part part) {

        var port = part.port() + offset;

        return switch (part.name()) {
            case "postgres" -> new PostgresServer(home, port, settings);
            case "kafka" -> new KafkaServer(home, port, part.secondPort().getAsInt() + offset, part.heap(), classPath);
            case "redis" -> new RedisServer(home, port);
            default -> new ApplicationServer(home, part, offset, settings, classPath);
        };
    }

    /** How to ask a part whether it is well; whoever didn't start it may ask too. */
    public static Probe probe(Part part, int offset) {
        return switch (part.name()) {
            case "postgres" -> new PostgresProbe(part.port() + offset);
            case "kafka" -> new KafkaProbe(part.port() + offset);
            case "redis" -> new RedisProbe(part.port() + offset);
            default -> new HttpProbe(part.healthPort() + offset);
        };
    }

    /** The signal that stops a part without losing anything; PostgreSQL's ends sessions instead of waiting for them. */
    public static String stopSignal(String part) {
        return part.equals("postgres") ? "INT" : "TERM";
    }
}
