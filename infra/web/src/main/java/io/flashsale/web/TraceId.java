package io.flashsale.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Trace identity on the wire: the {@code traceparent} header of W3C Trace Context. */
public final class TraceId {

    /** Header that carries the trace from hop to hop. */
    public static final String HEADER = "traceparent";

    /** Key under which the trace id stands in the log context. */
    public static final String LOG_KEY = "traceId";

    private static final int PARENT_LENGTH = 55;

    private TraceId() {}

    /** The trace id inside a traceparent value, or null when it is absent or malformed. */
    public static @Nullable String parse(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() != PARENT_LENGTH || !traceparent.startsWith("00-")) {
            return null;
        }
        String id = traceparent.substring(3, 35);
        return id.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? id : null;
    }

    /** A new trace id: 32 hexadecimal digits. */
    public static String create() {
        return hex() + hex();
    }

    /** A traceparent value that continues the given trace with a new span. */
    public static String parent(String traceId) {
        return "00-" + traceId + "-" + hex() + "-01";
    }

    /** A traceparent value for what the given span calls for. */
    public static String parent(String traceId, String spanId) {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    /** The span id inside a well-formed traceparent value. */
    static String spanOf(String traceparent) {
        return traceparent.substring(36, 52);
    }

    private static String hex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
