package io.flashsale.gateway.capacity;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where Sentinel finds its rules and keeps its files.
 *
 * @param rules a JSON array of Sentinel gateway flow rules; a rule's resource is the id of a route
 * @param directory for Sentinel's own record and block logs
 */
@ConfigurationProperties("flashsale.gateway.capacity")
record CapacityProperties(
        @DefaultValue("classpath:sentinel/gateway-flow.json")
        Resource rules,

        Path directory) {}
