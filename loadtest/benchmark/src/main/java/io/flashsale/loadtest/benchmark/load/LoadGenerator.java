package io.flashsale.loadtest.benchmark.load;

import io.flashsale.loadtest.benchmark.load.Conversation.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks servers over a fixed number of connections, each with at most one question under way. One thread does it all:
 * on a machine that is shared with the servers, every cycle spent here is missing there.
 */
public final class LoadGenerator implements AutoCloseable {

    /** Longer than any server in a benchmark makes its callers wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long LOOK_FOR_LOST_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long ONE_MILLI = Duration.ofMillis(1).toNanos();

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private long serial;

    /**
     * Opens the connections.
     *
     * @param conversations makes one per connection
     */
    public LoadGenerator(InetSocketAddress server, int size, Supplier<? extends Conversation> conversations) {
        this(List.of(server), size, _ -> conversations.get());
    }

    /**
     * Opens the connections, to one server after the other in turns.
     *
     * @param conversations makes one per connection, for the server it leads to
     */
    public LoadGenerator(
            List<InetSocketAddress> servers,
            int size,
            Function<InetSocketAddress, ? extends Conversation> conversations) {
        try {
            selector = Selector.open();
            for (int i = 0; i < size; i++) {
                InetSocketAddress server = servers.get(i % servers.size());
                connections.add(new Connection(server, selector, conversations.apply(server)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No connection to " + servers, e);
        }
    }

    /** Asks at the given pace and returns when every question is answered or given up. */
    public LoadResult run(Pace pace) {
        try {
            return new Run(pace).toEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections) {
                connection.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One run; its fields are its counters. */
    private final class Run {
        private final Pace pace;
        private final ArrayDeque<Connection> idle = new ArrayDeque<>(connections);
        private final Latencies latencies = new Latencies();
        private final Latencies lateness = new Latencies();
        private final Ids ids = new Ids();
        private final long beganAt = System.nanoTime();
        private long endedAt = beganAt;
        private long nextLook = beganAt + LOOK_FOR_LOST_EVERY;
        private long asked;
        private long accepted;
        private long refused;
        private long failed;
        private String firstFailure = "";

        private Run(Pace pace) {
            this.pace = pace;
        }

        private LoadResult toEnd() throws IOException {
            while (!pace.isOver(asked, System.nanoTime() - beganAt) || idle.size() < connections.size()) {
                askWhatIsDue();
                selector.select(this::arrived, millisToWait());
                giveUpLost();
            }
            return new LoadResult(beganAt, endedAt, latencies, lateness, ids, accepted, refused, failed, firstFailure);
        }

        private void askWhatIsDue() throws IOException {
            long now = System.nanoTime();
            while (!idle.isEmpty() && pace.isDue(asked, now - beganAt)) {
                Connection connection = idle.remove();
                long intendedAt = beganAt + pace.intendedAt(asked, now - beganAt);
                connection.ask(++serial, intendedAt);
                lateness.record(connection.sentAt() - intendedAt);
                asked++;
                now = System.nanoTime();
            }
        }

        /** Zero would wait for ever, and less than a millisecond cannot be had. */
        private long millisToWait() {
            long elapsed = System.nanoTime() - beganAt;
            if (idle.isEmpty() || pace.isOver(asked, elapsed)) {
                return LOOK_FOR_LOST_EVERY / ONE_MILLI;
            }
            return Math.max(1, (pace.intendedAt(asked, elapsed) - elapsed) / ONE_MILLI);
        }

        private void arrived(SelectionKey key) {
            Connection connection = (Connection) key.attachment();
            try {
                Answer answer = connection.read();
                if (answer != Answer.INCOMPLETE) {
                    finished(connection, answer);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A connection cannot be opened again", e);
            }
        }

        private void finished(Connection connection, Answer answer) throws IOException {
            endedAt = System.nanoTime();
            latencies.record(endedAt - connection.intendedAt());
            switch (answer) {
                case ACCEPTED -> {
                    accepted++;
                    if (connection.acceptedId() != 0) {
                        ids.add(connection.acceptedId());
                    }
                }
                case REFUSED -> refused++;
                case FAILED, INCOMPLETE -> {
                    failed++;
                    if (firstFailure.isEmpty()) {
                        firstFailure = connection.received();
                    }
                }
            }
            connection.rest();
            idle.add(connection);
        }

        private void giveUpLost() throws IOException {
            long now = System.nanoTime();
            if (now - nextLook < 0) {
                return;
            }
            nextLook = now + LOOK_FOR_LOST_EVERY;
            for (Connection connection : connections) {
                if (connection.isBusy() && now - connection.sentAt() > PATIENCE.toNanos()) {
                    connection.reopen();
                    finished(connection, Answer.FAILED);
                }
            }
        }
    }
}
