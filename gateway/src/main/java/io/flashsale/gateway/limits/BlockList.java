package io.flashsale.gateway.limits;

import io.flashsale.gateway.chain.Networks;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom operators blocked. */
@Component
final class BlockList {

    private volatile Networks networks = Networks.of(List.of());
    private volatile Set<String> buyers = Set.of();
    private volatile Set<String> devices = Set.of();

    BlockList(LimitsInForce limits) {
        limits.follow(now -> {
            networks = now.blocked().networks();
            buyers = now.blocked().buyers();
            devices = now.blocked().devices();
        });
    }

    boolean hasAddress(InetAddress address) {
        return networks.contain(address);
    }

    boolean hasDevice(@Nullable String device) {
        return device != null && devices.contains(device);
    }

    boolean hasBuyer(String buyer) {
        return buyers.contains(buyer);
    }
}
