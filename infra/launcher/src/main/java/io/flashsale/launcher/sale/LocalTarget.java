package io.flashsale.launcher.sale;

import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.Port;
import io.flashsale.launcher.stack.Secrets;
import io.flashsale.launcher.stack.StackState;
import io.flashsale.loadtest.auditor.Stores;
import io.flashsale.loadtest.sale.Generator;
import io.flashsale.loadtest.sale.Target;
import java.net.URI;
import java.nio.file.Path;

/** The local stack, as auditors and load generators see it. */
public final class LocalTarget {

    private LocalTarget() {}

    /** The stores of the stack, to be read and never written. */
    public static Stores stores(Folders folders, StackState state) {
        Secrets secrets = Secrets.load(folders.secrets());
        return new Stores(
                database(state, secrets, "inventory"),
                database(state, secrets, "orders"),
                database(state, secrets, "payment"),
                database(state, secrets, "reward"),
                database(state, secrets, "seata"),
                redis(state.port(Port.REDIS_STOCK), secrets.get("redis.stock.password")),
                redis(state.port(Port.REDIS_EDGE), secrets.get("redis.edge.password")),
                URI.create(state.url(Component.PROVIDER)));
    }

    /** Everything a sale needs; the simulations have to be built. */
    public static Target of(Folders folders, StackState state) {
        return new Target(generator(folders, URI.create(state.url(Component.GATEWAY))), stores(folders, state));
    }

    /** What loads a platform behind that gateway; the simulations have to be built. */
    public static Generator generator(Folders folders, URI gateway) {
        return new Generator(
                gateway,
                folders.root().resolve("loadtest/simulations/target/lib"),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                folders.data().resolve("sales"));
    }

    private static Stores.Database database(StackState state, Secrets secrets, String name) {
        return new Stores.Database(state.databaseUrl(name), "fs_auditor", secrets.auditorPassword());
    }

    private static URI redis(int port, String password) {
        return URI.create("redis://:" + password + "@127.0.0.1:" + port);
    }
}
