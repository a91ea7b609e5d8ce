package io.flashsale.loadtest.benchmark.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code POST /api/orders}, over and over: another buyer and another key each time. HTTP/1.1, without pipelining. */
public final class HttpPurchase implements Conversation {

    private static final byte[] KEY = ascii("\r\nIdempotency-Key: ");

    private final List<Wish> wishes;
    private final byte[] digits = new byte[20];
    private final HttpAnswer answer = new HttpAnswer();

    public HttpPurchase(Wish wish) {
        this(List.of(wish));
    }

    /** Wishes take turns. */
    public HttpPurchase(List<Wish> wishes) {
        this.wishes = List.copyOf(wishes);
    }

    /** More headers of a question. */
    public interface Permits {
        /** Each begins with a line break; the last ends without one. */
        byte[] headersFor(int buyer);
    }

    /** The part of the questions that is the same on every connection. */
    public static final class Wish {
        private final byte[] head;
        private final List<byte[]> tokens;
        private final Permits permits;
        private final byte[] keyPrefix;
        private final byte[] tail;

        /**
         * One unit of one item.
         *
         * @param tokens of the buyers, who take turns
         * @param permits what a buyer shows beside the access token, new for every question
         * @param keyPrefix makes idempotency keys differ from those of other wishes
         */
        public Wish(
                InetSocketAddress server,
                List<byte[]> tokens,
                Permits permits,
                String keyPrefix,
                String campaign,
                String sku) {
            this.tokens = List.copyOf(tokens);
            this.permits = permits;
            this.keyPrefix = ascii(keyPrefix);
            String body = "{\"campaignId\":\"%s\",\"sku\":\"%s\",\"quantity\":1}".formatted(campaign, sku);
            head = ascii("POST /api/orders HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\n"
                            .formatted(server.getHostString(), server.getPort())
                    + "Content-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\nAuthorization: Bearer ");
            tail = ascii("\r\n\r\n" + body);
        }
    }

    @Override
    public void ask(long serial, ByteBuffer question) {
        Wish wish = wishes.get((int) (serial % wishes.size()));
        int buyer = (int) (serial % wish.tokens.size());
        question.put(wish.head).put(wish.tokens.get(buyer));
        question.put(wish.permits.headersFor(buyer));
        question.put(KEY).put(wish.keyPrefix);
        decimal(serial, question);
        question.put(wish.tail);
    }

    @Override
    public Answer read(byte[] bytes, int length) {
        if (!answer.read(bytes, length)) {
            return Answer.INCOMPLETE;
        }
        return switch (answer.status() / 100) {
            case 2 -> Answer.ACCEPTED;
            case 4 -> Answer.REFUSED;
            default -> Answer.FAILED;
        };
    }

    @Override
    public long acceptedId() {
        return answer.orderId();
    }

    @Override
    public boolean isLast() {
        return answer.closes();
    }

    private void decimal(long number, ByteBuffer out) {
        int at = digits.length;
        long rest = number;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        out.put(digits, at, digits.length - at);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
