package io.flashsale.loadtest.benchmark.load;

import io.flashsale.loadtest.benchmark.load.Conversation.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A keep-alive connection with at most one question under way; opened again when the server closes it. */
final class Connection {

    private static final int QUESTION_BYTES = 8 * 1024;
    private static final int ANSWER_BYTES = 32 * 1024;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Conversation conversation;
    private final ByteBuffer question = ByteBuffer.allocateDirect(QUESTION_BYTES);
    private final ByteBuffer arriving = ByteBuffer.allocateDirect(ANSWER_BYTES);
    private final byte[] answer = new byte[ANSWER_BYTES];

    private SocketChannel channel;
    private int length;
    private boolean busy;
    private long intendedAt;
    private long sentAt;

    Connection(InetSocketAddress server, Selector selector, Conversation conversation) throws IOException {
        this.server = server;
        this.selector = selector;
        this.conversation = conversation;
        this.channel = open();
    }

    /** Sends the question; a server that closed the connection while it was idle does not count. */
    void ask(long serial, long intended) throws IOException {
        intendedAt = intended;
        length = 0;
        busy = true;
        question.clear();
        conversation.ask(serial, question);
        question.flip();
        sentAt = System.nanoTime();
        // A question is far smaller than a socket's buffer, which is empty: this does not spin.
        while (question.hasRemaining()) {
            channel.write(question);
        }
    }

    /** Takes what has arrived; FAILED when the server closes the connection instead of answering. */
    Answer read() throws IOException {
        int count;
        try {
            arriving.clear();
            count = channel.read(arriving);
        } catch (IOException e) {
            count = -1;
        }
        if (count < 0) {
            reopen();
            return busy ? Answer.FAILED : Answer.INCOMPLETE;
        }
        arriving.flip();
        if (!busy || length + count > answer.length) {
            throw new IOException("The server at " + server + " says what nobody asked, or too much");
        }
        arriving.get(answer, length, count);
        length += count;
        return conversation.read(answer, length);
    }

    /** After an answer: ready for the next question. */
    void rest() throws IOException {
        busy = false;
        if (conversation.isLast()) {
            reopen();
        }
    }

    void reopen() throws IOException {
        channel.close();
        channel = open();
    }

    boolean isBusy() {
        return busy;
    }

    long intendedAt() {
        return intendedAt;
    }

    long sentAt() {
        return sentAt;
    }

    long acceptedId() {
        return conversation.acceptedId();
    }

    /** What has arrived of the answer, for people. */
    String received() {
        return length == 0 ? "no answer" : new String(answer, 0, length, StandardCharsets.UTF_8);
    }

    void close() throws IOException {
        channel.close();
    }

    private SocketChannel open() throws IOException {
        SocketChannel fresh = SocketChannel.open(server);
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        fresh.configureBlocking(false);
        fresh.register(selector, SelectionKey.OP_READ, this);
        return fresh;
    }
}
