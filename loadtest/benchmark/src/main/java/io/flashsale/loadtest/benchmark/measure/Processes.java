package io.flashsale.loadtest.benchmark.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processes whose use of the processor is measured, by name. */
public record Processes(Map<String, Long> pids) {

    private static final double NANOS_PER_MILLI = 1e6;

    public Processes {
        pids = Map.copyOf(pids);
    }

    /** The process this code runs in, under the given name. */
    public static Processes self(String name) {
        return new Processes(Map.of(name, ProcessHandle.current().pid()));
    }

    /** The process with this name. */
    public long pid(String name) {
        Long pid = pids.get(name);
        if (pid == null) {
            throw new IllegalArgumentException("There is no process " + name + " among " + pids.keySet());
        }
        return pid;
    }

    /** Those with these names. */
    public Processes only(Collection<String> names) {
        Map<String, Long> some = new LinkedHashMap<>();
        names.forEach(name -> some.put(name, pid(name)));
        return new Processes(some);
    }

    /** These and those. */
    public Processes and(Processes others) {
        Map<String, Long> all = new LinkedHashMap<>(pids);
        all.putAll(others.pids);
        return new Processes(all);
    }

    /**
     * Processor time used so far, in user and kernel mode, of all threads that ever ran, in milliseconds by name. The
     * kernel counts in steps of 10 ms.
     *
     * @throws IllegalStateException when a process has ended: what was measured with it means nothing
     */
    public Map<String, Double> cpuMillis() {
        Map<String, Double> used = new LinkedHashMap<>();
        pids.forEach((name, pid) -> used.put(
                name,
                ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .flatMap(process -> process.info().totalCpuDuration())
                                .orElseThrow(() -> new IllegalStateException(name + " (pid " + pid + ") has ended"))
                                .toNanos()
                        / NANOS_PER_MILLI));
        return used;
    }

    /** What was used between two readings of the same processes. */
    public static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new LinkedHashMap<>();
        after.forEach((name, millis) -> used.put(name, millis - before.getOrDefault(name, millis)));
        return used;
    }
}
