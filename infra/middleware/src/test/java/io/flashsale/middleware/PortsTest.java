package io.flashsale.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aTakenPortIsReplacedByTheNextFreeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Ports().near(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
            assertThat(Ports.accepts(taken.getLocalPort())).isTrue();
        }
    }

    @Test
    void oneInstanceNeverHandsOutAPortTwice() {
        Ports ports = new Ports();
        int first = ports.anyBlock(2, 0);

        assertThat(ports.near(first - 2)).isGreaterThan(first);
    }
}
