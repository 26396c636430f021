package com.banxiang.fleet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void namesEveryTakenPortAndThePartThatWantsIt() throws IOException {
        try (var one = listener(InetAddress.getLoopbackAddress());
                var two = listener(new InetSocketAddress(0).getAddress())) {

            var part = new Part(
                    "gateway",
                    "gateway",
                    one.getLocalPort(),
                    OptionalInt.of(two.getLocalPort()),
                    Set.of(),
                    1,
                    "",
                    Set.of());

            assertThatThrownBy(() -> Ports.refuseTaken(List.of(part), 0))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("port %d (gateway) is taken".formatted(one.getLocalPort()))
                    .hasMessageContaining("port %d (gateway) is taken".formatted(two.getLocalPort()))
                    .hasMessageContaining("--port-offset");
        }
    }

    @Test
    void looksWhereTheOffsetLeads() throws IOException {
        try (var taken = listener(InetAddress.getLoopbackAddress())) {

            var part =
                    new Part("redis", "", taken.getLocalPort() - 1000, OptionalInt.empty(), Set.of(), 0, "", Set.of());

            assertThatThrownBy(() -> Ports.refuseTaken(List.of(part), 1000)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void isContentWithAFreePort() throws IOException {

        int port;
        try (var closed = listener(InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var part = new Part("redis", "", port, OptionalInt.empty(), Set.of(), 0, "", Set.of());

        assertThatCode(() -> Ports.refuseTaken(List.of(part), 0)).doesNotThrowAnyException();
    }

    private static ServerSocket listener(InetAddress address) throws IOException {
        return new ServerSocket(0, 1, address);
    }
}
