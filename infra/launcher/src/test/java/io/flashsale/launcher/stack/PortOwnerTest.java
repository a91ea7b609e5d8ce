package io.flashsale.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortOwnerTest {

    @Test
    void findsListeningSocketsOfThePortOnly() {
        List<String> table = List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0",
                "   1: 0100007F:1F90 0100007F:A000 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0",
                "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0");

        assertThat(PortOwner.listeningSockets(table, 8080)).containsExactly("111");
    }

    @Test
    void namesTheOwnerIfItIsKnown() {
        assertThat(PortOwner.sentence("gateway", 8080, Optional.of(new PortOwner(7, "nginx")), 8085))
                .isEqualTo("Port 8080 of gateway is taken by nginx (pid 7); using 8085 instead.");
        assertThat(PortOwner.sentence("gateway", 8080, Optional.empty(), 8085)).contains("another program");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsThisProcess() throws Exception {
        try (ServerSocket mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwner.of(mine.getLocalPort()))
                    .map(PortOwner::pid)
                    .contains(ProcessHandle.current().pid());
        }
    }
}
