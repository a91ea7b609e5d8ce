package io.flashsale.testing;

import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Ports;
import io.flashsale.middleware.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Three Redis masters that share the slots evenly, formed over the wire. */
public final class RedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16384;
    private static final Duration FORMING = Duration.ofMinutes(1);

    private final List<Redis> nodes;

    private RedisCluster(List<Redis> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    static RedisCluster start(Binaries binaries, Ports ports, String password) {
        List<Redis> nodes = new ArrayList<>();
        List<Integer> busPorts = new ArrayList<>();
        try {
            for (int i = 0; i < MASTERS; i++) {
                busPorts.add(ports.any());
                nodes.add(Redis.startClusterNode(
                        binaries,
                        Middleware.place("redis-node-" + Middleware.nextSerial()),
                        ports.any(),
                        busPorts.get(i),
                        password));
            }
        } catch (InterruptedException e) {
            nodes.forEach(node -> node.process().kill());
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the Redis cluster was starting", e);
        }
        for (int i = 0; i < MASTERS; i++) {
            int from = SLOTS * i / MASTERS;
            int to = SLOTS * (i + 1) / MASTERS - 1;
            tell(nodes.get(i), "CLUSTER ADDSLOTSRANGE " + from + " " + to);
            tell(nodes.get(i), "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
            if (i > 0)
                tell(nodes.getFirst(), "CLUSTER MEET 127.0.0.1 " + nodes.get(i).port() + " " + busPorts.get(i));
        }
        RedisCluster cluster = new RedisCluster(nodes);
        cluster.awaitFormed();
        return cluster;
    }

    /** The URL of one node, which knows the others. */
    public String url() {
        return nodes.getFirst().url();
    }

    /** The masters' URLs; the first one has the lowest slots. */
    public List<String> urls() {
        return nodes.stream().map(Redis::url).toList();
    }

    private void awaitFormed() {
        Instant deadline = Instant.now().plus(FORMING);
        for (Redis node : nodes) {
            while (!ask(node, "CLUSTER INFO").contains("cluster_state:ok")) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("The Redis cluster did not form: " + ask(node, "CLUSTER INFO"));
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static void tell(Redis node, String command) {
        String answer = ask(node, command);
        if (!answer.contains("+OK")) {
            throw new IllegalStateException(command + ": " + answer);
        }
    }

    private static String ask(Redis node, String command) {
        return RedisTalk.ask(node.port(), node.password(), command);
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process().kill());
    }
}
