package io.flashsale.loadtest.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * As much of HTTP/1.1 as it takes to know when an answer is complete. Because nobody asks again before that, whatever
 * has arrived belongs to one answer.
 */
final class HttpAnswer {

    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final String CLOSE = "\r\nconnection: close";
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ORDER_ID = "\"orderId\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private int status;
    private long orderId;
    private boolean closes;

    /** Looks at the first {@code length} bytes; true when they are a whole answer. */
    boolean read(byte[] bytes, int length) {
        orderId = 0;
        int head = endOfHead(bytes, length);
        if (head < 0) {
            return false;
        }
        String headers = new String(bytes, 0, head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        boolean whole = headers.contains(CHUNKED)
                ? endsWith(bytes, length, LAST_CHUNK)
                : length - head >= contentLength(headers);
        if (!whole) {
            return false;
        }
        status = Integer.parseInt(headers, STATUS_AT, STATUS_AT + 3, 10);
        closes = headers.contains(CLOSE);
        orderId = findOrderId(bytes, head, length);
        return true;
    }

    int status() {
        return status;
    }

    /** The {@code orderId} in the body; 0 if there is none. */
    long orderId() {
        return orderId;
    }

    boolean closes() {
        return closes;
    }

    /** Offset of the body, or -1; the last line break of the headers counts to them. */
    private static int endOfHead(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String headers) {
        int at = headers.indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(
                headers.substring(from, headers.indexOf('\r', from)).strip());
    }

    private static boolean endsWith(byte[] bytes, int length, byte[] end) {
        for (int i = 0; i < end.length; i++) {
            if (length < end.length || bytes[length - end.length + i] != end[i]) {
                return false;
            }
        }
        return true;
    }

    private static long findOrderId(byte[] bytes, int from, int length) {
        for (int at = from; at + ORDER_ID.length < length; at++) {
            int matched = 0;
            while (matched < ORDER_ID.length && bytes[at + matched] == ORDER_ID[matched]) {
                matched++;
            }
            if (matched == ORDER_ID.length) {
                long id = 0;
                for (int i = at + matched; i < length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                    id = id * 10 + bytes[i] - '0';
                }
                return id;
            }
        }
        return 0;
    }
}
