package io.flashsale.loadtest.faults;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What is to go wrong in one process. Travels as a file of properties from the one who plans to the agent.
 *
 * @param report file to which the agent adds a line when it is ready and whenever something of the plan happens
 * @param skew by how much the clock of the process is ahead of the true time, negative: behind it; as {@code java.time} tells
 *     the time, which whatever the services decide by time asks. What sleeps or measures how long something takes is not concerned
 */
public record FaultPlan(
        Path report, Optional<Crash> crash, List<Rewrite> rewrites, List<Truism> truisms, Optional<Duration> skew) {

    public FaultPlan {
        rewrites = List.copyOf(rewrites);
        truisms = List.copyOf(truisms);
    }

    /** A plan with one crash. */
    public static FaultPlan of(Path report, Crash crash) {
        return new FaultPlan(report, Optional.of(crash), List.of(), List.of(), Optional.empty());
    }

    /** A plan with a clock that is wrong, or right again. */
    public static FaultPlan of(Path report, Duration skew) {
        return new FaultPlan(report, Optional.empty(), List.of(), List.of(), Optional.of(skew));
    }

    /** A method. */
    public record Method(String type, String name) {
        @Override
        public String toString() {
            return type + "." + name;
        }
    }

    /** Before the first statement of a method, or when it has returned. */
    public enum When {
        ENTER,
        EXIT
    }

    /**
     * The end of the process, or a pause of one thread, at a point of its code.
     *
     * @param occurrence which time the point is reached, from 1
     * @param pause how long the thread that gets there is held; zero: the process is halted, as by {@code kill -9}
     */
    public record Crash(Method method, When when, int occurrence, Duration pause) {}

    /** Where text is handed to a store. */
    public enum Language {
        /** A statement that is prepared at a connection of the pool. */
        SQL,
        /** A script of inventory-service. */
        LUA
    }

    /** Text that is replaced wherever it is part of a statement or script. */
    public record Rewrite(Language language, String find, String put) {}

    /** A method that answers {@code true}, whatever it found. */
    public record Truism(Method method) {}

    /** Writes the plan for {@link #read}. */
    public void write(Path file) {
        Properties values = new Properties();
        values.setProperty("report", report.toString());
        crash.ifPresent(point -> {
            values.setProperty("crash.type", point.method().type());
            values.setProperty("crash.method", point.method().name());
            values.setProperty("crash.when", point.when().name());
            values.setProperty("crash.occurrence", Integer.toString(point.occurrence()));
            values.setProperty("crash.pause", point.pause().toString());
        });
        skew.ifPresent(by -> values.setProperty("skew", by.toString()));
        for (int i = 0; i < rewrites.size(); i++) {
            values.setProperty(
                    "rewrite." + i + ".language", rewrites.get(i).language().name());
            values.setProperty("rewrite." + i + ".find", rewrites.get(i).find());
            values.setProperty("rewrite." + i + ".put", rewrites.get(i).put());
        }
        for (int i = 0; i < truisms.size(); i++) {
            values.setProperty("true." + i + ".type", truisms.get(i).method().type());
            values.setProperty("true." + i + ".method", truisms.get(i).method().name());
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            values.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static FaultPlan read(Path file) {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Crash> crash = Optional.empty();
        if (values.containsKey("crash.type")) {
            crash = Optional.of(new Crash(
                    new Method(values.getProperty("crash.type"), values.getProperty("crash.method")),
                    When.valueOf(values.getProperty("crash.when")),
                    Integer.parseInt(values.getProperty("crash.occurrence")),
                    Duration.parse(values.getProperty("crash.pause"))));
        }
        List<Rewrite> rewrites = new ArrayList<>();
        for (int i = 0; values.containsKey("rewrite." + i + ".find"); i++) {
            rewrites.add(new Rewrite(
                    Language.valueOf(values.getProperty("rewrite." + i + ".language")),
                    values.getProperty("rewrite." + i + ".find"),
                    values.getProperty("rewrite." + i + ".put")));
        }
        List<Truism> truisms = new ArrayList<>();
        for (int i = 0; values.containsKey("true." + i + ".type"); i++) {
            truisms.add(new Truism(new Method(
                    values.getProperty("true." + i + ".type"), values.getProperty("true." + i + ".method"))));
        }
        return new FaultPlan(
                Path.of(values.getProperty("report")),
                crash,
                rewrites,
                truisms,
                Optional.ofNullable(values.getProperty("skew")).map(Duration::parse));
    }
}
