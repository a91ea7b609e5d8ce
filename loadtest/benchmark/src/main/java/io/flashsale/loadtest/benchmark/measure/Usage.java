package io.flashsale.loadtest.benchmark.measure;

import java.util.Map;

/**
 * What a measurement took of the machine.
 *
 * @param serverMillis processor time by server process
 * @param generatorMillis the same of this process, which makes the load; 0 when it serves as well
 * @param busy share of the machine that was in use, 0 to 1
 * @param steal share of the machine that others took, 0 to 1
 * @param load of the machine over the last minute
 */
public record Usage(Map<String, Double> serverMillis, double generatorMillis, double busy, double steal, double load) {

    private static final String GENERATOR = "generator";

    /** Begins to count what servers use, and beside it what this process uses to load them. */
    public static Meter of(Processes servers) {
        return new Meter(servers.and(Processes.self(GENERATOR)));
    }

    /** Begins to count what servers use of which this process is one, as {@code benchmark}. */
    public static Meter inProcess(Processes others) {
        return new Meter(others.and(Processes.self("benchmark")));
    }

    /** Counts from its creation on. */
    public static final class Meter {
        private final Processes all;
        private final Machine machine = Machine.now();
        private final Map<String, Double> before;

        private Meter(Processes all) {
            this.all = all;
            this.before = all.cpuMillis();
        }

        /** What was used until now. */
        public Usage read() {
            Map<String, Double> used = Processes.between(before, all.cpuMillis());
            Double generator = used.remove(GENERATOR);
            Machine now = Machine.now();
            return new Usage(
                    used,
                    generator == null ? 0 : generator,
                    now.busySince(machine),
                    now.stealSince(machine),
                    Machine.load());
        }
    }
}
