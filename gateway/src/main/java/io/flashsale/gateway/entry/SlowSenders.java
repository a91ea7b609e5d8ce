package io.flashsale.gateway.entry;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bounds the time before there is a request that a filter could look at. */
@Configuration(proxyBeanMethods = false)
class SlowSenders {

    @Bean
    NettyServerCustomizer headDeadline(EntryProperties limits) {
        return server -> server.doOnChannelInit(
                (observer, channel, address) -> HeadDeadline.watch(channel.pipeline(), limits.headTimeout()));
    }
}
