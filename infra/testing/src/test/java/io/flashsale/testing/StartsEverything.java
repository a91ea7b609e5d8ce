package io.flashsale.testing;

import io.flashsale.middleware.ManagedProcess;
import java.util.List;

/** Starts every server, names the processes, and ends without stopping any of them itself. */
final class StartsEverything {

    private StartsEverything() {}

    public static void main(String[] args) {
        Middleware.rocketMq();
        Middleware.seata();
        List<ManagedProcess> processes = List.of(
                Middleware.mariaDbServer().process(),
                Middleware.redis().process(),
                Middleware.rocketMq().process(),
                Middleware.broker().process(),
                Middleware.seata().process());
        processes.forEach(process -> System.out.println(process.pid()));
        if (args.length > 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
