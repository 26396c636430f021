package com.banxiang.gateway.door;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTests {

    final ClientAddresses addresses =
            new ClientAddresses(new DoorSettings(List.of("127.0.0.0/8", "::1/128", "10.0.0.0/8")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.9 |                              | 203.0.113.9
        203.0.113.9 | 1.2.3.4                      | 203.0.113.9
        127.0.0.1   |                              | 127.0.0.1
        127.0.0.1   | 1.2.3.4                      | 1.2.3.4
        127.0.0.1   | 6.6.6.6, 1.2.3.4             | 1.2.3.4
        127.0.0.1   | 6.6.6.6, 1.2.3.4, 10.1.2.3   | 1.2.3.4
        127.0.0.1   | 10.0.0.1, 10.0.0.2           | 10.0.0.1
        127.0.0.1   | 1.2.3.4, nonsense            | 127.0.0.1
        127.0.0.1   | nonsense, 1.2.3.4            | 1.2.3.4
        127.0.0.1   | evil.example                 | 127.0.0.1
        127.0.0.1   | 1.2.3.4:5678                 | 127.0.0.1
        ::1         | 2001:db8:0:0::5              | 2001:db8::5
        """)
    void believesOnlyWhatTrustedProxiesWrote(String peer, String forwarded, String client) {

        var lines = forwarded == null ? List.<String>of() : List.of(forwarded);

        assertThat(addresses.of(address(peer), lines).text()).isEqualTo(client);
    }

    @Test
    void readsSeveralLinesAsOneList() {
        assertThat(addresses
                        .of(address("127.0.0.1"), List.of("6.6.6.6", "1.2.3.4", "10.0.0.1"))
                        .text())
                .isEqualTo("1.2.3.4");
    }

    @Test
    void countsAHomeAsOne() {
        assertThat(address("2001:db8:1:2:aaaa::1").counted())
                .isEqualTo(address("2001:db8:1:2:bbbb::2").counted())
                .isNotEqualTo(address("2001:db8:1:3::1").counted());
        assertThat(address("1.2.3.4").counted()).isNotEqualTo(address("1.2.3.5").counted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "10.0.0.0/33", "10.0.0.0/-1", "example.com/8", ""})
    void refusesToStartWithANetworkThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text));
    }

    private static Address address(String text) {
        return requireNonNull(Address.of(text));
    }
}
