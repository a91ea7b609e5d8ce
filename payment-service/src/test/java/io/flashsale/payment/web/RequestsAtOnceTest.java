package io.flashsale.payment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestsAtOnceTest {

    private final RequestsAtOnce two = new RequestsAtOnce(2, Duration.ZERO);

    @Test
    void tellsOneTooManyToComeAgainInsteadOfLettingItWait() throws Exception {
        assertThat(begin()).isTrue();
        assertThat(begin()).isTrue();

        assertThatThrownBy(this::begin).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(CommonProblem.UNAVAILABLE);
            assertThat(problem.retryAfter()).isPositive();
        });
    }

    @Test
    void letsTheNextInWhenOneIsDone() throws Exception {
        begin();
        begin();
        two.afterCompletion(new MockHttpServletRequest(), new MockHttpServletResponse(), this, null);

        assertThat(begin()).isTrue();
    }

    private boolean begin() throws InterruptedException {
        return two.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), this);
    }
}
