package io.flashsale.servers.rocketmq;

import org.apache.rocketmq.store.ha.DefaultHAService;

/**
 * Replication of a broker that has no replicas. The default one listens on every network interface,
 * whatever the broker's bind address says; this one opens no port at all. The broker finds it through
 * {@code META-INF/service}.
 */
public final class SoleBroker extends DefaultHAService {

    @Override
    public void start() {}

    @Override
    public void shutdown() {}
}
