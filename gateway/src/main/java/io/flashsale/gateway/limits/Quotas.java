package io.flashsale.gateway.limits;

import io.flashsale.gateway.store.EdgeRedis;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The limits that all gateways keep together. */
@Component
public final class Quotas {

    private final SharedQuota network;
    private final SharedQuota buyer;
    private final SharedQuota device;
    private final SharedQuota deliveryAddress;

    Quotas(LimitsInForce limits, EdgeRedis redis, MeterRegistry meters) {
        this.network = new SharedQuota("network", redis, new QuotaMeters(meters, "network"));
        this.buyer = new SharedQuota("buyer", redis, new QuotaMeters(meters, "buyer"));
        this.device = new SharedQuota("device", redis, new QuotaMeters(meters, "device"));
        this.deliveryAddress = new SharedQuota("delivery", redis, new QuotaMeters(meters, "deliveryAddress"));
        limits.follow(now -> {
            network.limit(now.quotas().network());
            buyer.limit(now.quotas().buyer());
            device.limit(now.quotas().device());
            deliveryAddress.limit(now.quotas().deliveryAddress());
        });
    }

    SharedQuota network() {
        return network;
    }

    SharedQuota buyer() {
        return buyer;
    }

    SharedQuota device() {
        return device;
    }

    /** Purchase tokens for one place things are sent to. */
    public SharedQuota deliveryAddress() {
        return deliveryAddress;
    }
}
