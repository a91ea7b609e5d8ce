package io.flashsale.loadtest.chaos.cell;

import io.flashsale.launcher.stack.Component;
import io.flashsale.loadtest.chaos.platform.CrashPoint;
import io.flashsale.loadtest.chaos.platform.FaultProxy.Behaviour;
import io.flashsale.loadtest.chaos.platform.Link;
import io.flashsale.loadtest.chaos.platform.PlantedFault;
import io.flashsale.loadtest.chaos.platform.Platform;
import io.flashsale.middleware.Poll;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** The faults there are. Each strikes in the fifth wave unless something else is its moment. */
final class Faults {

    private static final int WAVE = 4;
    /** Longer than it takes to kill another process. */
    private static final Duration HELD = Duration.ofSeconds(2);

    private static final Duration TO_FIRE = Duration.ofMinutes(1);

    private Faults() {}

    /** Nothing goes wrong while so many click at once. */
    static Fault none(int atOnce) {
        return scene -> {
            scene.letThemIn();
            scene.awaitUnderWay(0, atOnce);
            return Optional.of(new Strike(scene.now(), "nothing, on purpose"));
        };
    }

    /** The process ends at a point of its code, when it gets there for the n-th time, and is started again. */
    static Fault halt(CrashPoint point, int occurrence) {
        return scene -> {
            PlantedFault fault = scene.platform().plantHalt(point, occurrence);
            scene.letThemIn();
            Optional<Instant> fired = fault.awaitFired(TO_FIRE);
            if (fired.isPresent()) {
                restartEnded(scene, point);
            }
            return fired.map(at -> new Strike(at, point.component().label() + " halted at " + word(point)));
        };
    }

    /** A process ends, and what comes of that brings another to the point where it ends, too. */
    static Fault haltThen(CrashPoint first, int occurrence, CrashPoint second) {
        return scene -> {
            PlantedFault later = scene.platform().plantHalt(second, 1);
            Optional<Strike> strike = halt(first, occurrence).strike(scene);
            Optional<Instant> fired = later.awaitFired(TO_FIRE);
            if (fired.isPresent()) {
                restartEnded(scene, second);
            }
            return strike.filter(_ -> fired.isPresent())
                    .map(one -> new Strike(
                            one.at(),
                            one.what() + ", then " + second.component().label() + " at " + word(second)));
        };
    }

    /** A process ends at a point it gets to because another one stands still. */
    static Fault haltWhilePaused(CrashPoint point, Component paused, Duration time) {
        return scene -> {
            PlantedFault fault = scene.platform().plantHalt(point, 3);
            scene.letThemIn();
            scene.awaitUnderWay(WAVE);
            scene.platform().pause(paused);
            Optional<Instant> fired;
            try {
                fired = fault.awaitFired(time);
            } finally {
                scene.platform().goOn(paused);
            }
            if (fired.isPresent()) {
                restartEnded(scene, point);
            }
            return fired.map(at -> new Strike(
                    at, paused.label() + " stopped, then " + point.component().label() + " halted at " + word(point)));
        };
    }

    /** A process ends while a thread of another one is held at a point of its code. */
    static Fault killAt(CrashPoint point, Component victim) {
        return scene -> {
            PlantedFault fault = scene.platform().plantHold(point, HELD);
            scene.letThemIn();
            Optional<Instant> fired = fault.awaitFired(TO_FIRE);
            if (fired.isPresent()) {
                killNow(scene, EnumSet.of(victim));
            }
            return fired.map(at -> new Strike(
                    at, victim.label() + " killed, " + point.component().label() + " at " + word(point)));
        };
    }

    /** A thread is held at a point of its code. */
    static Fault hold(CrashPoint point, Duration pause) {
        return scene -> {
            PlantedFault fault = scene.platform().plantHold(point, pause);
            scene.letThemIn();
            return fault.awaitFired(TO_FIRE)
                    .map(at -> new Strike(
                            at, point.component().label() + " held for " + pause.toSeconds() + " s at " + word(point)));
        };
    }

    /** The processes end all at once and are started again. */
    static Fault kill(Component... components) {
        Set<Component> victims = EnumSet.copyOf(List.of(components));
        return scene -> {
            scene.letThemIn();
            scene.awaitUnderWay(WAVE);
            return killNow(scene, victims);
        };
    }

    /** The broker ends when outcomes of transactions may only be in its memory. */
    static Fault killBrokerAfterCommit() {
        return scene -> {
            scene.letThemIn();
            scene.crowd().awaitWave(WAVE);
            scene.awaitAnOrder();
            TimeUnit.MILLISECONDS.sleep(500);
            return killNow(scene, EnumSet.of(Component.BROKER));
        };
    }

    /** The process stands still for a while. */
    static Fault pause(Component component, Duration time) {
        return scene -> {
            scene.letThemIn();
            scene.awaitUnderWay(WAVE);
            Instant at = scene.now();
            scene.platform().pause(component);
            try {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            } finally {
                scene.platform().goOn(component);
            }
            return Optional.of(new Strike(at, component.label() + " stopped for " + time.toSeconds() + " s"));
        };
    }

    /** The clock of a service jumps, and stays wrong until everything has come to rest. */
    static Fault skewClock(Component service, Duration by) {
        return scene -> {
            // The first time takes a second, in which many a sale is over.
            scene.platform().skewClock(service, Duration.ZERO);
            scene.letThemIn();
            scene.awaitUnderWay(WAVE);
            return scene.platform()
                    .skewClock(service, by)
                    .fired()
                    .map(at -> new Strike(
                            at,
                            "the clock of %s %d s %s"
                                    .formatted(
                                            service.label(),
                                            by.abs().toSeconds(),
                                            by.isNegative() ? "behind" : "ahead")));
        };
    }

    /** The network between two parts is bad for a while. */
    static Fault network(Link link, Behaviour behaviour, Duration time) {
        return scene -> {
            scene.letThemIn();
            scene.awaitUnderWay(WAVE);
            Instant at = scene.now();
            scene.platform().link(link).behave(behaviour);
            try {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            } finally {
                scene.platform().link(link).heal();
            }
            return Optional.of(new Strike(
                    at,
                    behaviour + " between " + link.name().replace("_", " and ") + " for " + time.toSeconds() + " s"));
        };
    }

    /** Something is done to the Redis of the stock gate. */
    static Fault atTheGate(String what, int wave, Consumer<GateSurgery> deed) {
        return scene -> {
            scene.letThemIn();
            scene.awaitUnderWay(wave);
            try (Jedis redis = scene.stock()) {
                GateSurgery surgery = new GateSurgery(redis, "fs:inv:stock:" + scene.item());
                Instant at = scene.now();
                deed.accept(surgery);
                return Optional.of(new Strike(at, what));
            }
        };
    }

    /** The stock gate forgets everything, and what it promised last is not in the ledger, which cannot be reached. */
    static Fault flushUnread(Duration unread) {
        return scene -> {
            scene.letThemIn();
            scene.crowd().awaitWave(2);
            scene.platform().link(Link.INVENTORY_MYSQL).behave(new Behaviour.BlackHole());
            try (Jedis redis = scene.stock()) {
                TimeUnit.NANOSECONDS.sleep(unread.toNanos());
                Instant at = scene.now();
                redis.flushAll();
                return Optional.of(
                        new Strike(at, "FLUSHALL, the ledger out of reach for " + unread.toMillis() + " ms by then"));
            } finally {
                scene.platform().link(Link.INVENTORY_MYSQL).heal();
            }
        };
    }

    /** The stock gate as Redis holds it. */
    record GateSurgery(Jedis redis, String stock) {

        /** The gate forgets that it promised some units. */
        void promiseMore(long units) {
            redis.hincrBy(stock, "available", units);
        }

        /** As if a replica had taken over that never heard of the latest filling. */
        void becomeStale(long units) {
            redis.hincrBy(stock, "epoch", -1);
            redis.hincrBy(stock, "available", units);
        }
    }

    /** Redis is killed, and the end of its file was never written. */
    static Fault loseTailOfRedis(int bytes) {
        return scene -> {
            scene.letThemIn();
            scene.awaitUnderWay(WAVE);
            Instant at = scene.now();
            scene.platform().kill(EnumSet.of(Component.REDIS_STOCK));
            cut(scene.platform().dataOf(Component.REDIS_STOCK), bytes);
            scene.platform().restart(EnumSet.of(Component.REDIS_STOCK));
            return Optional.of(new Strike(at, "redis-stock killed, the last " + bytes + " bytes of its file lost"));
        };
    }

    /** Every message is delivered again and again, in shuffled order, from before the sale until its end. */
    static Fault deliverAgain(int times, Duration afterwards) {
        return scene -> {
            try (Redelivery redelivery = Redelivery.start(scene.platform().nameServer(), times, scene.seed())) {
                scene.letThemIn();
                scene.awaitUnderWay(WAVE);
                Instant at = scene.now();
                scene.crowd().awaitEnd();
                TimeUnit.NANOSECONDS.sleep(afterwards.toNanos());
                long delivered = redelivery.delivered();
                return delivered == 0
                        ? Optional.empty()
                        : Optional.of(new Strike(at, delivered + " copies of messages delivered in shuffled order"));
            }
        };
    }

    /** The provider misbehaves the next n times it could. */
    static Fault provider(String fault, int times) {
        return scene -> {
            URI provider = scene.platform().stores().provider();
            try (HttpClient client = HttpClient.newHttpClient()) {
                client.send(
                        HttpRequest.newBuilder(provider.resolve("/faults/" + fault + "/" + times))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            scene.letThemIn();
            scene.awaitUnderWay(WAVE);
            return Optional.of(new Strike(scene.now(), "provider: " + fault + " " + times + " times"));
        };
    }

    private static void restartEnded(Scene scene, CrashPoint point) throws InterruptedException {
        // Its port is its own until it is gone.
        Poll.until(() -> !scene.platform().isAlive(point.component()), TO_FIRE);
        scene.platform().restart(Set.of(point.component()));
    }

    private static Optional<Strike> killNow(Scene scene, Set<Component> victims) {
        Instant at = scene.now();
        scene.platform().kill(victims);
        scene.platform().restart(victims);
        return Optional.of(new Strike(at, String.join(", ", Platform.labels(victims)) + " killed"));
    }

    private static void cut(Path data, int bytes) {
        try (Stream<Path> files = Files.walk(data)) {
            Path last = files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException("Redis has no append-only file in " + data));
            try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
                file.setLength(Math.max(0, file.length() - bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(CrashPoint point) {
        return point.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
