package io.flashsale.web;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Spans, exported if there is somewhere to export them to. */
@AutoConfiguration
@EnableConfigurationProperties(TracingProperties.class)
class TracingAutoConfiguration {

    @Bean
    Spans spans(ObjectProvider<SdkTracerProvider> provider) {
        SdkTracerProvider traced = provider.getIfAvailable();
        return traced == null ? Spans.unseen() : Spans.of(traced.get("io.flashsale"));
    }

    /** The sampler decides by the trace id alone, so that a trace is kept as a whole or not at all. */
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("!'${flashsale.tracing.endpoint:}'.isBlank()")
    SdkTracerProvider tracerProvider(TracingProperties properties, Environment environment) {
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        environment.getProperty("spring.application.name", "service"))))
                .setSampler(Sampler.traceIdRatioBased(properties.sampled()))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(String.valueOf(properties.endpoint()))
                                .build())
                        .build())
                .build();
    }
}
