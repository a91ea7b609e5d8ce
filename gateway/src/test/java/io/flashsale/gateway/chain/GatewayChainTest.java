package io.flashsale.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class GatewayChainTest {

    @Test
    void isWrittenInTheOrderInWhichItRuns() {
        assertThat(GatewayChain.values()).isSortedAccordingTo(Comparator.comparingInt(GatewayChain::order));
    }

    @Test
    void hasNoTwoChecksInOnePlace() {
        assertThat(Arrays.stream(GatewayChain.values()).map(GatewayChain::order))
                .doesNotHaveDuplicates();
    }
}
