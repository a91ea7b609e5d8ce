package io.flashsale.loadtest.benchmark.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the machine did at one moment, in ticks of its clock since it started.
 *
 * @param total all time of all processors; 0 where the system does not tell
 * @param idle time in which nothing wanted a processor
 * @param steal time in which the hypervisor ran somebody else
 */
public record Machine(long total, long idle, long steal) {

    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;
    private static final int STEAL = 8;

    /** Looks now. */
    public static Machine now() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/stat")));
        } catch (IOException e) {
            return new Machine(0, 0, 0);
        }
    }

    static Machine parse(List<String> stat) {
        String[] fields = stat.getFirst().split("\\s+", -1);
        long total = 0;
        for (int i = 1; i <= STEAL; i++) {
            total += Long.parseLong(fields[i]);
        }
        return new Machine(
                total,
                Long.parseLong(fields[IDLE]) + Long.parseLong(fields[WAITING_FOR_DISK]),
                Long.parseLong(fields[STEAL]));
    }

    /** Share of the time since then that was stolen, 0 to 1. */
    public double stealSince(Machine before) {
        return total == before.total ? 0 : (double) (steal - before.steal) / (total - before.total);
    }

    /** Share of the time since then in which a processor ran something, 0 to 1. */
    public double busySince(Machine before) {
        return total == before.total
                ? 0
                : 1 - (double) (idle - before.idle + steal - before.steal) / (total - before.total);
    }

    /** Runnable threads, averaged over a minute; negative where the system does not tell. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
