package io.flashsale.loadtest.faults;

import io.flashsale.loadtest.faults.FaultPlan.Crash;
import io.flashsale.loadtest.faults.FaultPlan.Language;
import io.flashsale.loadtest.faults.FaultPlan.Rewrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What is planted in this process. Woven code calls it, so everything here is public, cheap and silent unless struck. */
public final class Planted {

    private static final int AS_BY_KILL_9 = 137;

    private static volatile @Nullable FaultPlan plan;
    /** What the process was started without; stays so, whatever is planted later. */
    private static volatile @Nullable FaultPlan missing;

    private static final AtomicInteger LEFT = new AtomicInteger();
    private static final Set<String> REPORTED = new HashSet<>();

    private Planted() {}

    static void replaceBy(FaultPlan next) {
        LEFT.set(next.crash().map(Crash::occurrence).orElse(0));
        plan = next;
        if (!next.rewrites().isEmpty() || !next.truisms().isEmpty()) {
            missing = next;
        }
    }

    /** Somebody is at a point where something may be planted. */
    public static void reached(String method) {
        FaultPlan current = plan;
        Optional<Crash> crash = current == null ? Optional.empty() : current.crash();
        if (crash.isEmpty()
                || !crash.get().method().toString().equals(method)
                || LEFT.getAndUpdate(left -> Math.max(0, left - 1)) != 1) {
            return;
        }
        report("fired " + method);
        if (crash.get().pause().isZero()) {
            Runtime.getRuntime().halt(AS_BY_KILL_9);
        }
        long until = System.nanoTime() + crash.get().pause().toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** True; it is noted that somebody relied on it. */
    public static boolean always(String method) {
        reportOnce("fired " + method);
        return true;
    }

    /** The text with everything replaced that the plan wants replaced. */
    public static String rewritten(Language language, String text) {
        FaultPlan current = missing;
        String result = text;
        if (current != null) {
            for (Rewrite rewrite : current.rewrites()) {
                if (rewrite.language() == language && result.contains(rewrite.find())) {
                    result = result.replace(rewrite.find(), rewrite.put());
                    reportOnce("rewritten " + rewrite.find().replace('\n', ' '));
                }
            }
        }
        return result;
    }

    private static void reportOnce(String what) {
        synchronized (REPORTED) {
            if (!REPORTED.add(what)) {
                return;
            }
        }
        report(missing, what);
    }

    /** Adds a line to the report, on the disk when this returns: the process may not live much longer. */
    static void report(String what) {
        report(plan, what);
    }

    private static void report(@Nullable FaultPlan current, String what) {
        if (current == null) {
            return;
        }
        try (FileChannel out =
                FileChannel.open(current.report(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            // The time that no plan changes.
            out.write(
                    ByteBuffer.wrap((System.currentTimeMillis() + " " + what + "\n").getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
