package io.flashsale.gateway.capacity;

import com.alibaba.csp.sentinel.config.SentinelConfig;
import com.alibaba.csp.sentinel.log.LogBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Gives Sentinel a name and a place for its files. It reads system properties once, when its classes are first used, so
 * this comes before everything else that touches it; what the command line sets stays. No command port exists: no
 * transport is on the class path.
 */
@Component
final class SentinelHome {

    SentinelHome(CapacityProperties properties) {
        try {
            Files.createDirectories(properties.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory for Sentinel's files", e);
        }
        Map.of(
                        LogBase.LOG_DIR,
                        properties.directory().toString(),
                        LogBase.LOG_OUTPUT_TYPE,
                        LogBase.LOG_OUTPUT_TYPE_FILE,
                        // Sentinel's block log has a logger of its own, which would begin ~/logs/eagleeye.
                        "EAGLEEYE.LOG.PATH",
                        properties.directory().toString(),
                        SentinelConfig.APP_NAME_PROP_KEY,
                        "gateway",
                        // Micrometer counts; Sentinel's own per-second metric file would be the same again.
                        SentinelConfig.METRIC_FLUSH_INTERVAL,
                        "0")
                .forEach((key, value) -> {
                    if (System.getProperty(key) == null) {
                        System.setProperty(key, value);
                    }
                });
    }
}
