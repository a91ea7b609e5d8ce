package io.flashsale.loadtest.benchmark.load;

import java.nio.ByteBuffer;

/** What is said on one connection: a question, its whole answer, the next question. */
public interface Conversation {

    /** What became of a question. */
    enum Answer {
        /** More of the answer has still to arrive. */
        INCOMPLETE,
        ACCEPTED,
        /** A definite no. */
        REFUSED,
        /** An answer from which nobody knows what happened. */
        FAILED
    }

    /**
     * Writes a question into an empty buffer.
     *
     * @param serial of the question; never asked before on any connection of this generator
     */
    void ask(long serial, ByteBuffer question);

    /** Reads what has arrived of the answer so far: the first {@code length} bytes. */
    Answer read(byte[] bytes, int length);

    /** The id in the last accepted answer; 0 when such answers have none. */
    long acceptedId();

    /** Whether the server will close the connection after the answer that was read last. */
    boolean isLast();
}
