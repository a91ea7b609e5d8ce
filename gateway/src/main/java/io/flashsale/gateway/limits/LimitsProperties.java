package io.flashsale.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where limits come from before an operator has changed any.
 *
 * @param packaged a JSON document as {@code GET /api/admin/limits} shows it
 */
@ConfigurationProperties("flashsale.gateway.limits")
record LimitsProperties(
        @DefaultValue("classpath:limits/limits.json") Resource packaged) {}
