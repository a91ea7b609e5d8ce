package io.flashsale.loadtest.benchmark.sale;

import io.flashsale.loadtest.benchmark.load.Ids;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.LoadResult;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.middleware.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Purchases over HTTP, and the books in which all that were accepted have to be. */
public final class HttpLoad implements AutoCloseable {

    /** Buyers at a time, wherever capacity is measured over HTTP. */
    public static final int CONNECTIONS = 256;

    /** Of the capacity: what is offered while latency is measured. */
    public static final double LATENCY_SHARE = 0.7;

    /** Before every measurement, however warm the servers are: connections are new. */
    public static final Duration WARM_UP = Duration.ofSeconds(3);

    private static final Duration REST_WITHIN = Duration.ofMinutes(2);
    private static final int LAST_ORDERS = 2_000;

    private final Processes servers;
    private final LoadGenerator generator;
    private final Books books;
    private final Ids accepted = new Ids();
    private long unanswered;
    private boolean restless;

    /**
     * Nothing has been bought yet from the sale that the books are of.
     *
     * @param servers whose work is counted
     * @param generator is closed with this
     * @param books are closed with this
     */
    public HttpLoad(Processes servers, LoadGenerator generator, Books books) {
        this.servers = servers;
        this.generator = generator;
        this.books = books;
    }

    /**
     * What one run of load came to.
     *
     * @param persistedAt {@link System#nanoTime()} when the last that was accepted was in the database
     * @param usage until nothing was under way
     */
    public record Phase(LoadResult result, long persistedAt, Usage usage) {

        /** Of what was accepted, until the last of it was persisted. */
        public double persistedPerSecond() {
            return result.accepted() / ((persistedAt - result.beganAt()) / 1e9);
        }
    }

    /** Buys, and returns when everything accepted is persisted and nothing is under way. */
    public Phase run(Pace pace) throws InterruptedException {
        Usage.Meter meter = Usage.of(servers);
        LoadResult result = generator.run(pace);
        accepted.addAll(result.ids());
        unanswered += result.failed();
        long[] last = result.ids().last(LAST_ORDERS);
        boolean persisted = Poll.until(() -> books.hold(last), REST_WITHIN);
        long persistedAt = Math.max(System.nanoTime(), result.endedAt());
        boolean settled = Poll.until(() -> books.areSettled(accepted.size()), REST_WITHIN);
        restless |= !persisted || !settled;
        return new Phase(result, persistedAt, meter.read());
    }

    /** Calls without a definite answer, in all phases. */
    public long unanswered() {
        return unanswered;
    }

    /**
     * What all phases together broke. What became of calls without an answer may be decided only when the broker asks for
     * it, and until then the books do not balance: they get time to.
     */
    public List<String> violations() throws InterruptedException {
        List<String> violations = new ArrayList<>();
        Poll.until(
                () -> {
                    violations.clear();
                    violations.addAll(books.violations(accepted, unanswered));
                    return violations.isEmpty();
                },
                unanswered == 0 ? Duration.ZERO : REST_WITHIN);
        if (restless) {
            violations.add("not everything accepted was persisted within " + REST_WITHIN.toSeconds() + " s");
        }
        return violations;
    }

    @Override
    public void close() {
        generator.close();
        books.close();
    }
}
