package io.flashsale.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class SpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final InMemorySpanExporter seen = InMemorySpanExporter.create();
    private final Spans spans = Spans.of(SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(seen))
            .build()
            .get("test"));

    @Test
    void goesOnWhereTheCallerIsAndTellsTheNext() {
        try (Spans.OnThread server = spans.enter(Spans.Kind.SERVER, "GET", CALLER, List.of())) {
            assertThat(MDC.get(TraceId.LOG_KEY)).isEqualTo(TRACE);
            try (Spans.Running client = Objects.requireNonNull(spans.beginBelow(Spans.Kind.CLIENT, "PUT"))) {
                assertThat(client.traceparent()).startsWith("00-" + TRACE).isNotEqualTo(CALLER);
            }
            server.span().failed("status 500");
        }

        List<SpanData> ended = seen.getFinishedSpanItems();
        assertThat(ended).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(ended.getFirst().getParentSpanId()).isEqualTo(ended.getLast().getSpanId());
        assertThat(ended.getLast().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(MDC.get(TraceId.LOG_KEY)).isNull();
        assertThat(MDC.get(Spans.SPAN_KEY)).isNull();
    }

    @Test
    void beginsATraceForWhomNobodyTold() {
        try (Spans.Running one = spans.begin(Spans.Kind.SERVER, "GET", "nonsense", List.of());
                Spans.Running other = spans.begin(Spans.Kind.SERVER, "GET", null, List.of())) {
            assertThat(one.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(other.traceId());
        }
        assertThat(spans.beginBelow(Spans.Kind.CLIENT, "PUT")).isNull();
    }

    @Test
    void traceIdsTravelWhereNobodyLooks() {
        try (Spans.OnThread server = Spans.unseen().enter(Spans.Kind.SERVER, "GET", CALLER, List.of())) {
            assertThat(server.span().traceparent()).startsWith("00-" + TRACE);
            assertThat(Spans.current()).startsWith("00-" + TRACE);
        }
        assertThat(seen.getFinishedSpanItems()).isEmpty();
    }
}
