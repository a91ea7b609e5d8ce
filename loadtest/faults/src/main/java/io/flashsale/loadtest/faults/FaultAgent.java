package io.flashsale.loadtest.faults;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.flashsale.loadtest.faults.FaultPlan.Crash;
import io.flashsale.loadtest.faults.FaultPlan.Language;
import io.flashsale.loadtest.faults.FaultPlan.Truism;
import io.flashsale.loadtest.faults.FaultPlan.When;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Weaves a {@link FaultPlan} into the process it is loaded into: with {@code -javaagent} at its start, or later by
 * attaching to it, as often as wanted. A process that was not started with the profile {@code faults} refuses it.
 */
public final class FaultAgent {

    /** The profile without which nothing is woven. */
    public static final String PROFILE = "faults";

    private static final String STATEMENTS = "com.zaxxer.hikari.pool.ProxyConnection";
    private static final String CLOCK = "java.time.Clock";
    private static final String SYSTEM_CLOCK = "java.time.Clock$SystemClock";

    /** Where woven code of the JDK finds by how many milliseconds it lies: it sees no class of ours. */
    private static final String LIES_BY = "flashsale.faults.skew";

    private static final String SCRIPTS = "io.flashsale.inventory.gate.LuaScript";

    private FaultAgent() {}

    /** Called when the process starts. */
    public static void premain(String planFile, Instrumentation instrumentation) {
        weave(planFile, instrumentation);
    }

    /** Called when somebody attaches to the process. */
    public static void agentmain(String planFile, Instrumentation instrumentation) {
        weave(planFile, instrumentation);
    }

    private static void weave(String planFile, Instrumentation instrumentation) {
        String profiles = String.valueOf(System.getenv("SPRING_PROFILES_ACTIVE"));
        if (!List.of(profiles.split(",", -1)).contains(PROFILE)) {
            throw new IllegalStateException("Faults are planted only in processes of the profile " + PROFILE);
        }
        FaultPlan plan = FaultPlan.read(Path.of(planFile));
        Planted.replaceBy(plan);
        plan.crash().ifPresent(crash -> plant(crash, instrumentation));
        for (Truism truism : plan.truisms()) {
            advise(truism.method().type(), named(truism.method().name()), AlwaysTrue.class, instrumentation);
        }
        plan.skew().ifPresent(by -> skew(by, instrumentation));
        if (has(plan, Language.SQL)) {
            advise(
                    STATEMENTS,
                    named("prepareStatement").and(takesArgument(0, String.class)),
                    RewriteStatement.class,
                    instrumentation);
        }
        if (has(plan, Language.LUA)) {
            advise(SCRIPTS, isConstructor(), RewriteScript.class, instrumentation);
        }
        Planted.report("ready");
    }

    private static void plant(Crash crash, Instrumentation instrumentation) {
        advise(
                crash.method().type(),
                named(crash.method().name()),
                crash.when() == When.ENTER ? Entering.class : Leaving.class,
                instrumentation);
    }

    private static void skew(Duration by, Instrumentation instrumentation) {
        if (System.getProperty(LIES_BY) == null) {
            advise(CLOCK, named("currentInstant"), AnotherInstant.class, instrumentation);
            advise(SYSTEM_CLOCK, named("millis"), OtherMillis.class, instrumentation);
        }
        System.setProperty(LIES_BY, Long.toString(by.toMillis()));
        Duration off = Duration.ofMillis(Clock.systemUTC().millis() - System.currentTimeMillis());
        if (off.minus(by).abs().compareTo(Duration.ofMillis(100)) > 0
                || Duration.between(Instant.now(), Clock.systemUTC().instant())
                                .abs()
                                .toMillis()
                        > 100) {
            throw new IllegalStateException("The clock is off by " + off + " and should be by " + by);
        }
        Planted.report("fired clock off by " + off.toSeconds() + " s");
    }

    private static boolean has(FaultPlan plan, Language language) {
        return plan.rewrites().stream().anyMatch(rewrite -> rewrite.language() == language);
    }

    private static void advise(
            String type,
            ElementMatcher<? super MethodDescription> method,
            Class<?> advice,
            Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                // Classes of the JDK, too.
                .ignore(none())
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(named(type))
                .transform(
                        (builder, _, _, _, _) -> builder.visit(Advice.to(advice).on(method)))
                .installOn(instrumentation);
        if (isLoaded(type, instrumentation)) {
            Planted.report("woven " + type);
        }
    }

    private static boolean isLoaded(String type, Instrumentation instrumentation) {
        return Arrays.stream(instrumentation.getAllLoadedClasses())
                .anyMatch(each -> each.getName().equals(type));
    }

    /** Copied to the beginning of a method. */
    static final class Entering {
        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m") String method) {
            Planted.reached(method);
        }
    }

    /** Copied to where a method has returned. */
    static final class Leaving {
        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String method) {
            Planted.reached(method);
        }
    }

    /** Copied to where a method has returned. */
    @SuppressWarnings("UnusedVariable") // what is assigned is read by the method this is copied into
    static final class AlwaysTrue {
        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String method, @Advice.Return(readOnly = false) boolean result) {
            result = Planted.always(method);
        }
    }

    /** Copied to where the system's clock has been read. */
    @SuppressWarnings("UnusedVariable") // what is assigned is read by the method this is copied into
    static final class AnotherInstant {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Instant now) {
            now = now.plusMillis(Long.getLong(LIES_BY, 0L));
        }
    }

    /** Copied to where the system's clock has been read. */
    @SuppressWarnings("UnusedVariable") // what is assigned is read by the method this is copied into
    static final class OtherMillis {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long now) {
            now = now + Long.getLong(LIES_BY, 0L);
        }
    }

    /** Copied to the beginning of a method. */
    @SuppressWarnings("UnusedVariable") // what is assigned is read by the method this is copied into
    static final class RewriteStatement {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) String statement) {
            statement = Planted.rewritten(Language.SQL, statement);
        }
    }

    /** Copied to the beginning of a constructor. */
    @SuppressWarnings("UnusedVariable") // what is assigned is read by the method this is copied into
    static final class RewriteScript {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) String script) {
            script = Planted.rewritten(Language.LUA, script);
        }
    }
}
