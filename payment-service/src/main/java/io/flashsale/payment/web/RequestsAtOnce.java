package io.flashsale.payment.web;

import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Takes on no more requests than can be finished before their senders give up. A checkout is work for five processes:
 * more of them at once only means that all are late, are asked for again, and are late again.
 */
final class RequestsAtOnce implements HandlerInterceptor {

    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final Semaphore free;
    private final Duration patience;

    RequestsAtOnce(int most, Duration patience) {
        this.free = new Semaphore(most, true);
        this.patience = patience;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProblemException(
                            CommonProblem.UNAVAILABLE,
                            "Too many are paying at this moment, and nothing was done. Try again with the same key.")
                    .retryAfter(SHORTLY);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception fault) {
        free.release();
    }
}
