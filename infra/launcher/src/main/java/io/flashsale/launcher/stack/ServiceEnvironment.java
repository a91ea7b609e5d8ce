package io.flashsale.launcher.stack;

import io.flashsale.middleware.MariaDb;
import io.flashsale.middleware.Redis;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables a service is started with: nothing it does not need, and no secret of another. */
final class ServiceEnvironment {

    /** What whoever starts the stack says about spans and logs holds for every service. */
    private static final List<String> HANDED_ON =
            List.of("FLASHSALE_TRACING_ENDPOINT", "FLASHSALE_TRACING_SAMPLED", "LOGGING_STRUCTURED_FORMAT_CONSOLE");

    private final Folders folders;
    private final Map<Port, Integer> ports;
    private final Secrets secrets;

    ServiceEnvironment(Folders folders, Map<Port, Integer> ports, Secrets secrets) {
        this.folders = folders;
        this.ports = ports;
        this.secrets = secrets;
    }

    Map<String, String> of(Component service) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("SERVER_PORT", Integer.toString(port(Port.of(service).getFirst())));
        variables.put("SPRING_PROFILES_ACTIVE", "dev");
        HANDED_ON.forEach(name -> {
            String value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        });
        switch (service) {
            case PROVIDER -> provider(variables);
            case INVENTORY -> {
                business(variables, "inventory");
                variables.put("FLASHSALE_REDIS_URL", redis(Port.REDIS_STOCK, "redis.stock.password"));
            }
            case ORDER -> {
                business(variables, "orders");
                variables.put("FLASHSALE_EDGE_REDIS_URL", redis(Port.REDIS_EDGE, "redis.edge.password"));
                variables.put("FLASHSALE_PURCHASE_TOKEN_KEYS", secrets.purchaseTokenKeys());
            }
            case PAYMENT -> {
                business(variables, "payment");
                variables.put("FLASHSALE_EDGE_REDIS_URL", redis(Port.REDIS_EDGE, "redis.edge.password"));
                variables.put("FLASHSALE_PROVIDER_MERCHANT_PRIVATE_KEY", secrets.get("merchant.private"));
                variables.put("FLASHSALE_PROVIDER_PUBLIC_KEY", secrets.get("provider.public"));
            }
            case REWARD -> {
                business(variables, "reward");
                variables.put("FLASHSALE_EDGE_REDIS_URL", redis(Port.REDIS_EDGE, "redis.edge.password"));
            }
            case GATEWAY -> gateway(variables);
            default -> throw new IllegalArgumentException(service + " is not a service");
        }
        return variables;
    }

    private void provider(Map<String, String> variables) {
        variables.put("FLASHSALE_PROVIDER_PORT", Integer.toString(port(Port.PROVIDER)));
        variables.put("FLASHSALE_PROVIDER_PRIVATE_KEY", secrets.get("provider.private"));
        variables.put("FLASHSALE_PROVIDER_MERCHANT_PUBLIC_KEY", secrets.get("merchant.public"));
        variables.put(
                "FLASHSALE_PROVIDER_BOOKS",
                folders.data().resolve("provider-simulator/books").toString());
    }

    private void business(Map<String, String> variables, String database) {
        variables.put("FLASHSALE_DB_URL", MariaDb.url(port(Port.MARIADB), database));
        variables.put("FLASHSALE_DB_USER", "fs_" + database);
        variables.put("FLASHSALE_DB_PASSWORD", secrets.databasePassword(database));
        variables.put("FLASHSALE_ROCKETMQ_NAMESRV", "127.0.0.1:" + port(Port.NAME_SERVER));
        variables.put("FLASHSALE_SEATA_SERVER", "127.0.0.1:" + port(Port.SEATA));
        peers(variables);
    }

    private void gateway(Map<String, String> variables) {
        variables.put("FLASHSALE_GATEWAY_MANAGEMENT_PORT", Integer.toString(port(Port.GATEWAY_MANAGEMENT)));
        variables.put(
                "FLASHSALE_GATEWAY_SENTINEL_DIR",
                folders.logs().resolve("sentinel").toString());
        variables.put("FLASHSALE_JWT_PRIVATE_KEY", secrets.get("jwt.private"));
        variables.put("FLASHSALE_JWT_PUBLIC_KEY", secrets.get("jwt.public"));
        variables.put("FLASHSALE_PURCHASE_TOKEN_KEYS", secrets.purchaseTokenKeys());
        // Load tests stand for many addresses; on this machine nobody else can connect.
        variables.put("FLASHSALE_GATEWAY_TRUSTED_PROXIES", "127.0.0.1");
        variables.put("FLASHSALE_EDGE_REDIS_URL", redis(Port.REDIS_EDGE, "redis.edge.password"));
        peers(variables);
    }

    private void peers(Map<String, String> variables) {
        variables.put("FLASHSALE_INTERNAL_SECRET", secrets.internalSecret());
        variables.put("FLASHSALE_INVENTORY_URL", url(Port.INVENTORY));
        variables.put("FLASHSALE_ORDER_URL", url(Port.ORDER));
        variables.put("FLASHSALE_PAYMENT_URL", url(Port.PAYMENT));
        variables.put("FLASHSALE_REWARD_URL", url(Port.REWARD));
        variables.put("FLASHSALE_PROVIDER_URL", url(Port.PROVIDER));
        variables.put("FLASHSALE_GATEWAY_URL", url(Port.GATEWAY));
    }

    private String redis(Port port, String password) {
        return Redis.url(port(port), secrets.get(password));
    }

    private String url(Port port) {
        return "http://127.0.0.1:" + port(port);
    }

    private int port(Port port) {
        Integer number = ports.get(port);
        if (number == null) {
            throw new IllegalStateException("No number was chosen for " + port);
        }
        return number;
    }
}
