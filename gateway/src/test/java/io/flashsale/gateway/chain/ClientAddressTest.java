package io.flashsale.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private static final Networks PROXIES = Networks.of(List.of("10.0.0.0/8", "192.0.2.1"));

    @Test
    void believesNobodyWhoIsNoProxy() {
        assertThat(client("203.0.113.5", "198.51.100.1")).isEqualTo("203.0.113.5");
        assertThat(client("192.0.2.2", "198.51.100.1")).isEqualTo("192.0.2.2");
    }

    @Test
    void believesOnlyWhatItsProxiesWrote() {
        assertThat(client("10.1.1.1", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(client("10.1.1.1", "6.6.6.6, 198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(client("10.1.1.1", "6.6.6.6, 198.51.100.1, 192.0.2.1, 10.9.9.9"))
                .isEqualTo("198.51.100.1");
        assertThat(client("10.1.1.1", "6.6.6.6", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void goesNoFurtherThanWhatCanBeRead() {
        assertThat(client("10.1.1.1", "198.51.100.1, nonsense")).isEqualTo("10.1.1.1");
        assertThat(client("10.1.1.1", "")).isEqualTo("10.1.1.1");
        assertThat(client("10.1.1.1", "10.2.2.2")).isEqualTo("10.2.2.2");
    }

    @Test
    void knowsTheNetworkOfAnAddress() {
        assertThat(of("203.0.113.5").prefix()).isEqualTo(of("203.0.113.77").prefix());
        assertThat(of("203.0.113.5").prefix()).isNotEqualTo(of("203.0.114.5").prefix());
        assertThat(of("2001:db8:1:2:3::4").prefix())
                .isEqualTo(of("2001:db8:1:2:9::9").prefix());
        assertThat(of("2001:db8:1:2:3::4").prefix())
                .isNotEqualTo(of("2001:db8:1:3:3::4").prefix());
    }

    @Test
    void refusesNetworksThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Networks.of(List.of("localhost")));
        assertThatIllegalArgumentException().isThrownBy(() -> Networks.of(List.of("10.0.0.0/99")));
        assertThatIllegalArgumentException().isThrownBy(() -> Networks.of(List.of("example.org/24")));
    }

    private static ClientAddress of(String address) {
        return ClientAddress.of(new InetSocketAddress(address, 1), null, PROXIES);
    }

    private static String client(String peer, String... forwardedFor) {
        return ClientAddress.of(new InetSocketAddress(peer, 1), List.of(forwardedFor), PROXIES)
                .text();
    }
}
