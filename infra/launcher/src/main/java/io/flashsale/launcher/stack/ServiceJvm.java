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
        List<String> options = new ArrayList<>(Java.options(64, heapMb(service)));
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
            // Remembers every unpaid order's time and what was answered of late.
            case ORDER -> 768;
            default -> 256;
        };
    }
}
