package io.flashsale.launcher.stack;

import io.flashsale.middleware.Java;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How our services are run: the place for every JVM option of theirs. */
final class ServiceJvm {

    private ServiceJvm() {}

    /** The options of a service, without class path and jar. */
    static List<String> options(Folders folders, Component service, Jit jit) {
        List<String> options = new ArrayList<>(Java.options(2 * youngMb(service), heapMb(service)));
        options.add("-Xmn" + youngMb(service) + "m");
        if (jit == Jit.QUICK) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        options.add("-Drocketmq.client.logRoot=" + folders.logs().resolve("rocketmq-client"));
        options.add("-Dcsp.sentinel.log.dir=" + folders.logs().resolve("sentinel"));
        return options;
    }

    /** The command line that runs an unpacked jar, with its cache if that exists. */
    static List<String> command(List<String> options, AotCache cache, Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Java.executable().toString());
        command.addAll(options);
        if (cache.exists()) {
            command.add("-XX:AOTCache=" + cache.file());
            // A cache that does not fit is left aside; that is no reason to worry anybody.
            command.add("-Xlog:aot=off");
        }
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private static int heapMb(Component service) {
        return switch (service) {
            case PROVIDER -> 64;
            case REWARD -> 192;
            // Remember what everybody was told of late, and every unpaid order.
            case GATEWAY -> 512;
            case ORDER -> 768;
            default -> 256;
        };
    }

    /** Where a crowd is served, a young generation that grows with the heap stays too small for too long. */
    private static int youngMb(Component service) {
        return switch (service) {
            case PROVIDER -> 16;
            case GATEWAY -> 128;
            case ORDER -> 192;
            default -> 64;
        };
    }
}
