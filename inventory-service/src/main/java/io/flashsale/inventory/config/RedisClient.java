package io.flashsale.inventory.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/**
 * The client of the stock instance. It connects on first use, so the service starts without Redis and answers "not
 * ready" until it is there. One retry and short time-outs: a caller would rather ask again with the same id than wait.
 */
public final class RedisClient {
    private static final int TIMEOUT_MILLIS = 1000;
    private static final int CONNECTIONS = 16;

    private RedisClient() {}

    /**
     * Makes a client.
     *
     * @param url {@code redis://[:password@]host:port}, of any node if it is a cluster
     */
    public static RedissonClient connect(URI url, boolean cluster) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.setLazyInitialization(true);
        config.setNettyThreads(4);
        config.setThreads(4);
        // Redisson would turn every EVAL into EVALSHA, which a pipeline cannot repeat when the server forgot the
        // script.
        config.setUseScriptCache(false);
        config.setPassword(password(url));
        String address = url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
        if (cluster) {
            patient(config.useClusterServers()
                    .addNodeAddress(address)
                    .setMasterConnectionMinimumIdleSize(2)
                    .setMasterConnectionPoolSize(CONNECTIONS)
                    .setSubscriptionConnectionMinimumIdleSize(1)
                    .setSubscriptionConnectionPoolSize(4));
        } else {
            patient(config.useSingleServer()
                    .setAddress(address)
                    .setConnectionMinimumIdleSize(2)
                    .setConnectionPoolSize(CONNECTIONS)
                    .setSubscriptionConnectionMinimumIdleSize(1)
                    .setSubscriptionConnectionPoolSize(4));
        }
        return Redisson.create(config);
    }

    private static void patient(BaseConfig<?> config) {
        config.setConnectTimeout(TIMEOUT_MILLIS);
        config.setTimeout(TIMEOUT_MILLIS);
        config.setRetryAttempts(1);
        config.setRetryDelay(new ConstantDelay(Duration.ofMillis(200)));
    }

    private static @Nullable String password(URI url) {
        String user = url.getUserInfo();
        return user == null ? null : user.substring(user.indexOf(':') + 1);
    }
}
