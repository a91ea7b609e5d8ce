package io.flashsale.web;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody this service calls, and the one policy by which a call that got no answer is repeated: only if it may be, at
 * most twice, after exponentially growing pauses with full jitter, within the caller's deadline, and only while repetitions
 * stay a small share of all calls. Whoever does not answer is not called at all for a while.
 */
public final class Dependency {

    private static final Logger LOG = LoggerFactory.getLogger(Dependency.class);
    private static final int MOST_REPETITIONS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(3)
            .build();

    private final Predicate<Throwable> noAnswer;
    private final Function<String, RuntimeException> notAsked;
    private final RetryBudget budget = new RetryBudget();
    private final CircuitBreaker breaker;

    /**
     * Nobody has been called yet.
     *
     * @param name for the log
     * @param noAnswer tells the exceptions that mean that there was no answer from those that are one
     * @param notAsked makes the exception for a call that is not made, out of the reason
     */
    public Dependency(String name, Predicate<Throwable> noAnswer, Function<String, RuntimeException> notAsked) {
        this.noAnswer = noAnswer;
        this.notAsked = notAsked;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.from(BREAKER).recordException(noAnswer).build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "{}: calls are {}", name, event.getStateTransition().getToState()));
    }

    /**
     * Makes a call.
     *
     * @param repeatable whether it has the same effect when it is made twice
     */
    public <T> T call(boolean repeatable, Supplier<T> call) {
        budget.called();
        for (int repetition = 0; ; repetition++) {
            try {
                return breaker.executeSupplier(call);
            } catch (CallNotPermittedException e) {
                throw notAsked.apply(breaker.getName() + " has not answered lately and is not asked for a moment");
            } catch (RuntimeException e) {
                Duration pause =
                        Duration.ofNanos(ThreadLocalRandom.current().nextLong(FIRST_PAUSE.toNanos() << repetition));
                if (!repeatable
                        || !noAnswer.test(e)
                        || repetition == MOST_REPETITIONS
                        || !Deadline.allows(pause)
                        || !budget.takeRepetition()) {
                    throw e;
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}
