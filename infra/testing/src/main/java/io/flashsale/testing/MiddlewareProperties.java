package io.flashsale.testing;

import io.flashsale.middleware.Database;
import java.util.function.Supplier;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Gives a Spring test the variables that the launcher gives a running service. */
public final class MiddlewareProperties {

    private final DynamicPropertyRegistry registry;

    private MiddlewareProperties(DynamicPropertyRegistry registry) {
        this.registry = registry;
        TestSecrets.environment().forEach(this::with);
    }

    /** Starts with the secrets; the servers are chosen by the calls that follow. */
    public static MiddlewareProperties into(DynamicPropertyRegistry registry) {
        return new MiddlewareProperties(registry);
    }

    /** A new, empty database for this application context. */
    public MiddlewareProperties database(String name) {
        return database(Middleware.mariaDb(name));
    }

    public MiddlewareProperties database(Database database) {
        return with("FLASHSALE_DB_URL", database.url())
                .with("FLASHSALE_DB_USER", database.user())
                .with("FLASHSALE_DB_PASSWORD", database.password());
    }

    public MiddlewareProperties redis() {
        return with("FLASHSALE_REDIS_URL", Middleware.redisUrl());
    }

    /** The same server in the place of the edge instance. */
    public MiddlewareProperties edgeRedis() {
        return with("FLASHSALE_EDGE_REDIS_URL", Middleware.redisUrl());
    }

    public MiddlewareProperties rocketMq() {
        return with("FLASHSALE_ROCKETMQ_NAMESRV", Middleware.rocketMqAddress());
    }

    public MiddlewareProperties seata() {
        return with("FLASHSALE_SEATA_SERVER", Middleware.seataAddress());
    }

    /** One more variable or property. */
    public MiddlewareProperties with(String name, String value) {
        return with(name, () -> value);
    }

    private MiddlewareProperties with(String name, Supplier<String> value) {
        registry.add(name, value::get);
        return this;
    }
}
