package io.flashsale.gateway.capacity;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Sentinel keeps its files.
 *
 * @param directory for Sentinel's own record and block logs
 */
@ConfigurationProperties("flashsale.gateway.capacity")
record CapacityProperties(Path directory) {}
