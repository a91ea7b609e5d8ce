package io.flashsale.payment.application;

import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.provider.PaymentProvider;
import io.flashsale.payment.provider.PaymentProvider.TradeState;
import io.flashsale.payment.provider.ProviderUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the provider about payments it has not reported: a notification can be lost for good. */
@Component
public class QueryUnreportedPayments {

    private static final Logger LOG = LoggerFactory.getLogger(QueryUnreportedPayments.class);
    private static final int AT_ONCE = 50;

    /** A trade the provider has still not heard of was never opened. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(15);

    /** Should the provider not close by itself what it was told the end of. */
    private static final Duration CLOSED_AFTER = Duration.ofSeconds(60);

    private final Payments payments;
    private final PaymentProvider provider;
    private final CaptureProviderPayment capture;
    private final Clock clock;

    QueryUnreportedPayments(Payments payments, PaymentProvider provider, CaptureProviderPayment capture, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.capture = capture;
        this.clock = clock;
    }

    /** Asks about every payment whose question is due. */
    @Scheduled(fixedDelayString = "${flashsale.payment.query-every:2s}")
    public void sweep() {
        Instant now = clock.instant();
        for (Payment payment : payments.claimDueForQuery(now, AT_ONCE)) {
            try {
                settle(payment, provider.query(payment.id()), now);
            } catch (ProviderUnavailable e) {
                LOG.debug("Payment {} could not be asked about: {}", payment.id(), e.getMessage());
            }
        }
    }

    private void settle(Payment payment, TradeState state, Instant now) {
        switch (state) {
            case TradeState.Paid paid -> {
                if (capture.capture(payment, paid) == CaptureProviderPayment.Capture.WRONG_AMOUNT) {
                    LOG.error(
                            "The provider took {} for payment {}, which is about {}",
                            paid.amount(),
                            payment.id(),
                            payment.amount());
                }
            }
            case TradeState.Closed closed -> payments.close(payment.id());
            case TradeState.Unknown unknown -> {
                if (payment.createdAt().plus(ABANDONED_AFTER).isBefore(now)) {
                    payments.close(payment.id());
                }
            }
            case TradeState.Waiting waiting -> {
                if (payment.payBefore() != null
                        && payment.payBefore().plus(CLOSED_AFTER).isBefore(now)
                        && provider.close(payment.id()) == PaymentProvider.Closing.CLOSED) {
                    payments.close(payment.id());
                }
            }
        }
    }
}
