package io.flashsale.web;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Spans of what this process does. Where nothing is exported, a span is its trace id and no more. A span that runs on a
 * thread stands in the log context, where the spans it calls for find it.
 */
public final class Spans {

    /** Key under which the span's id stands in the log context. */
    public static final String SPAN_KEY = "spanId";

    private final @Nullable Tracer tracer;

    private Spans(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** Spans that nobody sees. */
    public static Spans unseen() {
        return new Spans(null);
    }

    /** Spans for a tracer. */
    public static Spans of(Tracer tracer) {
        return new Spans(tracer);
    }

    /** Whether anybody may see them. */
    public boolean areSeen() {
        return tracer != null;
    }

    /** What the span does for whom. */
    public enum Kind {
        SERVER(SpanKind.SERVER),
        CLIENT(SpanKind.CLIENT),
        PRODUCER(SpanKind.PRODUCER),
        CONSUMER(SpanKind.CONSUMER);

        private final SpanKind kind;

        Kind(SpanKind kind) {
            this.kind = kind;
        }
    }

    /**
     * Begins a span that belongs to no thread.
     *
     * @param parent traceparent of the span that called for it; null or malformed begins a trace
     * @param others traceparents of further spans that called for it
     */
    public Running begin(Kind kind, String name, @Nullable String parent, Collection<String> others) {
        String traceId = TraceId.parse(parent);
        if (tracer == null) {
            return new Running(null, traceId == null ? TraceId.create() : traceId);
        }
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind.kind);
        SpanContext known = context(parent);
        builder.setParent(known == null ? Context.root() : Context.root().with(Span.wrap(known)));
        for (String other : others) {
            SpanContext linked = context(other);
            if (linked != null) {
                builder.addLink(linked);
            }
        }
        Span span = builder.startSpan();
        return new Running(span, span.getSpanContext().getTraceId());
    }

    /** Begins a span on this thread; closing it ends it and leaves the log context as it was. */
    public OnThread enter(Kind kind, String name, @Nullable String parent, Collection<String> others) {
        return new OnThread(begin(kind, name, parent, others));
    }

    /** Begins a span that the one on this thread calls for, if it is in a trace at all. */
    public @Nullable Running beginBelow(Kind kind, String name) {
        String parent = current();
        return parent == null ? null : begin(kind, name, parent, List.of());
    }

    /** Traceparent of what runs on this thread, null if that is in no trace. */
    public static @Nullable String current() {
        String traceId = MDC.get(TraceId.LOG_KEY);
        if (traceId == null) {
            return null;
        }
        String spanId = MDC.get(SPAN_KEY);
        return spanId == null ? TraceId.parent(traceId) : TraceId.parent(traceId, spanId);
    }

    private static @Nullable SpanContext context(@Nullable String traceparent) {
        String traceId = TraceId.parse(traceparent);
        if (traceId == null || traceparent == null) {
            return null;
        }
        SpanContext context = SpanContext.createFromRemoteParent(
                traceId, TraceId.spanOf(traceparent), TraceFlags.getSampled(), TraceState.getDefault());
        return context.isValid() ? context : null;
    }

    /** A span under way. */
    public static final class Running implements AutoCloseable {

        private final @Nullable Span span;
        private final String traceId;

        private Running(@Nullable Span span, String traceId) {
            this.span = span;
            this.traceId = traceId;
        }

        /** 32 hexadecimal digits. */
        public String traceId() {
            return traceId;
        }

        /** 16 hexadecimal digits. */
        public String spanId() {
            return span == null
                    ? TraceId.spanOf(TraceId.parent(traceId))
                    : span.getSpanContext().getSpanId();
        }

        /** For the next hop. */
        public String traceparent() {
            return span == null ? TraceId.parent(traceId) : TraceId.parent(traceId, spanId());
        }

        /** Says more about it. */
        public Running with(String key, @Nullable String value) {
            if (span != null && value != null) {
                span.setAttribute(key, value);
            }
            return this;
        }

        /** It did not come to a good end. */
        public void failed(String why) {
            if (span != null) {
                span.setStatus(StatusCode.ERROR, why);
            }
        }

        @Override
        public void close() {
            if (span != null) {
                span.end();
            }
        }
    }

    /** A span that is what its thread does. */
    public static final class OnThread implements AutoCloseable {

        private final Running running;
        private final @Nullable String traceBefore = MDC.get(TraceId.LOG_KEY);
        private final @Nullable String spanBefore = MDC.get(SPAN_KEY);

        private OnThread(Running running) {
            this.running = running;
            MDC.put(TraceId.LOG_KEY, running.traceId());
            if (running.span != null) {
                MDC.put(SPAN_KEY, running.span.getSpanContext().getSpanId());
            }
        }

        /** The span itself. */
        public Running span() {
            return running;
        }

        @Override
        public void close() {
            restore(TraceId.LOG_KEY, traceBefore);
            restore(SPAN_KEY, spanBefore);
            running.close();
        }

        private static void restore(String key, @Nullable String before) {
            if (before == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, before);
            }
        }
    }
}
