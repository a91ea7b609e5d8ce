package io.flashsale.payment.application;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Refund;
import io.flashsale.payment.domain.Refunds;
import io.flashsale.payment.provider.PaymentProvider;
import io.flashsale.payment.provider.ProviderUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives money back, to where it came from, once per refund id and never more than was captured. */
@Component
public class RefundPayment {

    private static final Logger LOG = LoggerFactory.getLogger(RefundPayment.class);
    private static final Duration CALLER_GAVE_UP_AFTER = Duration.ofSeconds(10);
    private static final int AT_ONCE = 50;

    private final Refunds refunds;
    private final RefundBooks books;
    private final PaymentProvider provider;
    private final Clock clock;

    RefundPayment(Refunds refunds, RefundBooks books, PaymentProvider provider, Clock clock) {
        this.refunds = refunds;
        this.books = books;
        this.provider = provider;
        this.clock = clock;
    }

    /** Refunds an order, or answers as before if the id was used before. */
    public RefundAnswer refund(String refundId, String orderId, Money amount) {
        Optional<Refund> earlier = refunds.find(refundId);
        if (earlier.isPresent()) {
            return again(earlier.get(), orderId, amount);
        }
        return switch (books.promise(refundId, orderId, amount)) {
            case RefundBooks.Promise.Made made ->
                made.refund().status() == Refund.Status.REFUNDED
                        ? new RefundAnswer.Refunded(made.refund())
                        : atProvider(made.refund(), false);
            case RefundBooks.Promise.Taken taken ->
                refunds.find(refundId)
                        .map(winner -> again(winner, orderId, amount))
                        .orElseGet(RefundAnswer.NotKnown::new);
            case RefundBooks.Promise.NothingCaptured nothing -> new RefundAnswer.NothingCaptured();
            case RefundBooks.Promise.ExceedsCapture exceeds -> new RefundAnswer.ExceedsCapture();
        };
    }

    /** Books a refund that the provider has made and we do not know of; whether it is booked now. */
    public boolean catchUp(String refundId) {
        return refunds.find(refundId)
                .map(refund -> switch (refund.status()) {
                    case REFUNDED -> true;
                    case REFUSED -> false;
                    case REQUESTED -> atProvider(refund, true) instanceof RefundAnswer.Refunded;
                })
                .orElse(false);
    }

    /** Completes refunds whose provider did not answer and whose caller has not come back. */
    @Scheduled(fixedDelayString = "${flashsale.payment.complete-refunds-every:5s}")
    public void sweep() {
        refunds.unsettledSince(clock.instant().minus(CALLER_GAVE_UP_AFTER), AT_ONCE)
                .forEach(refund -> atProvider(refund, true));
    }

    private RefundAnswer again(Refund refund, String orderId, Money amount) {
        if (!refund.orderId().equals(orderId) || !refund.amount().equals(amount)) {
            return new RefundAnswer.IdReused();
        }
        return switch (refund.status()) {
            case REFUNDED -> new RefundAnswer.Refunded(refund);
            case REFUSED -> new RefundAnswer.RefusedByProvider();
            case REQUESTED -> atProvider(refund, true);
        };
    }

    private RefundAnswer atProvider(Refund refund, boolean askedBefore) {
        try {
            if (askedBefore && provider.isRefunded(refund.paymentId(), refund.refundId())) {
                books.made(refund);
                return new RefundAnswer.Refunded(refund);
            }
            return switch (provider.refund(refund.paymentId(), refund.refundId(), refund.amount())) {
                case PaymentProvider.RefundAnswer.Refunded refunded -> {
                    books.made(refund);
                    yield new RefundAnswer.Refunded(refund);
                }
                case PaymentProvider.RefundAnswer.Refused refused -> {
                    LOG.error("The provider refuses refund {}: {}", refund.refundId(), refused.code());
                    books.refused(refund);
                    yield new RefundAnswer.RefusedByProvider();
                }
            };
        } catch (ProviderUnavailable e) {
            LOG.warn("Whether refund {} was made is not known yet: {}", refund.refundId(), e.getMessage());
            return new RefundAnswer.NotKnown();
        }
    }
}
