package io.flashsale.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go.
 *
 * @param endpoint of OTLP over HTTP, such as {@code http://127.0.0.1:4318/v1/traces}; empty for none, which is the default:
 *     trace ids travel all the same
 * @param sampled share of the traces that is kept, 0 to 1. All processes keep the same ones
 */
@ConfigurationProperties("flashsale.tracing")
record TracingProperties(
        @Nullable String endpoint, @DefaultValue("1.0") double sampled) {

    TracingProperties {
        if (sampled < 0 || sampled > 1) {
            throw new IllegalArgumentException("flashsale.tracing.sampled must be 0 to 1, but is " + sampled);
        }
    }
}
