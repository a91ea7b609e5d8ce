package io.flashsale.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the broker is.
 *
 * @param namesrv address of the name server, {@code host:port}
 */
@ConfigurationProperties("flashsale.rocketmq")
record RocketProperties(@DefaultValue("127.0.0.1:9886") String namesrv) {}
