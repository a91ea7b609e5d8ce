package io.flashsale.gateway.entry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;

/**
 * One thread does nothing but accept connections. By default a worker does that besides its own connections, so that
 * under load new shoppers wait in the kernel's queue, where no time limit of ours sees them.
 */
@Configuration(proxyBeanMethods = false)
class EventLoops {

    private static final int ACCEPTING = 1;

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        HttpResources.set(LoopResources.create("gateway", ACCEPTING, LoopResources.DEFAULT_IO_WORKER_COUNT, true));
        return new ReactorResourceFactory();
    }
}
