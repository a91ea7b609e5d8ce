package io.flashsale.loadtest.benchmark.load;

/**
 * What one run of load saw.
 *
 * @param beganAt {@link System#nanoTime()} of the start
 * @param endedAt the same of the last answer
 * @param latencies from the intended moment of asking to the whole answer
 * @param lateness how much of that passed before the question was sent
 * @param ids of what was accepted, as they came in; empty when answers have none
 * @param failed questions that may or may not have had an effect
 * @param firstFailure an example of those, empty if there is none
 */
public record LoadResult(
        long beganAt,
        long endedAt,
        Latencies latencies,
        Latencies lateness,
        Ids ids,
        long accepted,
        long refused,
        long failed,
        String firstFailure) {

    /** From the start to the last answer. */
    public double seconds() {
        return (endedAt - beganAt) / 1e9;
    }

    /** Accepted per second until the last answer. */
    public double acceptedPerSecond() {
        return accepted / seconds();
    }
}
