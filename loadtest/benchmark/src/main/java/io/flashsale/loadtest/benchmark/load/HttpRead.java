package io.flashsale.loadtest.benchmark.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** {@code GET} of one address, over and over. HTTP/1.1, without pipelining. */
public final class HttpRead implements Conversation {

    private final byte[] question;
    private final HttpAnswer answer = new HttpAnswer();

    public HttpRead(InetSocketAddress server, String path) {
        this.question = "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\n\r\n"
                .formatted(path, server.getHostString(), server.getPort())
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void ask(long serial, ByteBuffer buffer) {
        buffer.put(question);
    }

    @Override
    public Answer read(byte[] bytes, int length) {
        if (!answer.read(bytes, length)) {
            return Answer.INCOMPLETE;
        }
        return answer.status() == 200 ? Answer.ACCEPTED : Answer.FAILED;
    }

    @Override
    public long acceptedId() {
        return 0;
    }

    @Override
    public boolean isLast() {
        return answer.closes();
    }
}
