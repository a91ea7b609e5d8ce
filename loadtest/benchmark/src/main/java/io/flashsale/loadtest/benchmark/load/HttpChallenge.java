package io.flashsale.loadtest.benchmark.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code POST /api/challenges}, over and over: another buyer each time. HTTP/1.1, without pipelining. */
public final class HttpChallenge implements Conversation {

    private final byte[] head;
    private final byte[] tail;
    private final List<byte[]> tokens;
    private final HttpPurchase.Permits devices;
    private final HttpAnswer answer = new HttpAnswer();

    /**
     * A challenge for one item.
     *
     * @param tokens of the buyers, who take turns
     * @param devices what a buyer shows beside the access token
     */
    public HttpChallenge(
            InetSocketAddress server, List<byte[]> tokens, HttpPurchase.Permits devices, String campaign, String sku) {
        this.tokens = tokens;
        this.devices = devices;
        String body = "{\"campaignId\":\"%s\",\"sku\":\"%s\"}".formatted(campaign, sku);
        head = ascii("POST /api/challenges HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\n"
                        .formatted(server.getHostString(), server.getPort())
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\nAuthorization: Bearer ");
        tail = ascii("\r\n\r\n" + body);
    }

    @Override
    public void ask(long serial, ByteBuffer question) {
        int buyer = (int) (serial % tokens.size());
        question.put(head).put(tokens.get(buyer)).put(devices.headersFor(buyer)).put(tail);
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
        return 0;
    }

    @Override
    public boolean isLast() {
        return answer.closes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
