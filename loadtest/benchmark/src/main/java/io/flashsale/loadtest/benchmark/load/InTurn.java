package io.flashsale.loadtest.benchmark.load;

import java.nio.ByteBuffer;

/** Two conversations on one connection, a question of each in turn. */
public final class InTurn implements Conversation {

    private final Conversation first;
    private final Conversation second;
    private Conversation current;

    public InTurn(Conversation first, Conversation second) {
        this.first = first;
        this.second = second;
        this.current = first;
    }

    @Override
    public void ask(long serial, ByteBuffer question) {
        current = current == first ? second : first;
        current.ask(serial, question);
    }

    @Override
    public Answer read(byte[] bytes, int length) {
        return current.read(bytes, length);
    }

    @Override
    public long acceptedId() {
        return 0;
    }

    @Override
    public boolean isLast() {
        return current.isLast();
    }
}
