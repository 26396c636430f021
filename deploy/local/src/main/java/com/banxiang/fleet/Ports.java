package com.banxiang.fleet;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds out that a port is taken before anything is started that would need it. */
final class Ports {

    private static final int CONNECT_MILLIS = 200;

    private Ports() {}

    record Taken(int port, String part) {}

    static List<Taken> taken(List<Part> parts, int offset) {
        return parts.stream()
                .flatMap(part -> portsOf(part)
                        .map(port -> port + offset)
                        .filter(Ports::isTaken)
                        .mapToObj(port -> new Taken(port, part.name())))
                .toList();
    }

    static void refuseTaken(List<Part> parts, int offset) {

        var taken = taken(parts, offset);
        if (!taken.isEmpty()) {
            throw new Refusal("%s; stop what listens there, or start with --port-offset N"
                    .formatted(taken.stream()
                            .map(each -> "port %d (%s) is taken".formatted(each.port(), each.part()))
                            .collect(Collectors.joining(", "))));
        }
    }

    private static IntStream portsOf(Part part) {
        return Stream.of(IntStream.of(part.port()), part.secondPort().stream()).flatMapToInt(ports -> ports);
    }

    /** Whether somebody answers there, or holds it without answering. */
    private static boolean isTaken(int port) {

        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var caller = new Socket()) {
            caller.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            try (var listener = new ServerSocket()) {
                listener.setReuseAddress(true);
                listener.bind(address);
                return false;
            } catch (IOException held) {
                return true;
            }
        }
    }
}
