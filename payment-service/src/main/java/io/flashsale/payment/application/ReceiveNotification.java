package io.flashsale.payment.application;

import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.provider.PaymentProvider;
import io.flashsale.payment.provider.PaymentProvider.Notification;
import io.flashsale.payment.provider.PaymentProvider.TradeState;
import io.flashsale.payment.provider.ProviderUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The provider says that a buyer paid. It is believed only if the signature over the raw body holds, the amount is that
 * of the payment, and the provider's books, asked again, say the same.
 */
@Component
public class ReceiveNotification {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveNotification.class);

    private final PaymentProvider provider;
    private final Payments payments;
    private final Notifications notifications;
    private final CaptureProviderPayment capture;
    private final MeterRegistry meters;
    private final Clock clock;

    ReceiveNotification(
            PaymentProvider provider,
            Payments payments,
            Notifications notifications,
            CaptureProviderPayment capture,
            MeterRegistry meters,
            Clock clock) {
        this.provider = provider;
        this.payments = payments;
        this.notifications = notifications;
        this.capture = capture;
        this.meters = meters;
        this.clock = clock;
    }

    /** Records the notification and acts on it; tells whether the provider may stop repeating it. */
    public boolean receive(byte[] rawBody) {
        NotificationVerdict verdict =
                switch (provider.read(rawBody)) {
                    case Notification.Refused refused -> refuse(rawBody, refused.reason());
                    case Notification.Genuine genuine -> decide(rawBody, genuine);
                };
        meters.counter("payment.notifications", "verdict", verdict.name()).increment();
        return switch (verdict) {
            case ACCEPTED, IGNORED -> true;
            case UNDECIDED -> false;
            // Anybody can send these; they are counted, and do not fill the log.
            case MALFORMED, WRONG_SIGNATURE -> false;
            case WRONG_ADDRESSEE, STALE, UNKNOWN_PAYMENT, WRONG_AMOUNT, DENIED_BY_PROVIDER -> {
                LOG.warn("A notification signed by the provider was refused: {}", verdict);
                yield false;
            }
        };
    }

    private NotificationVerdict refuse(byte[] rawBody, Notification.Reason reason) {
        NotificationVerdict verdict =
                switch (reason) {
                    case MALFORMED -> NotificationVerdict.MALFORMED;
                    case WRONG_SIGNATURE -> NotificationVerdict.WRONG_SIGNATURE;
                    case WRONG_ADDRESSEE -> NotificationVerdict.WRONG_ADDRESSEE;
                    case STALE -> NotificationVerdict.STALE;
                };
        notifications.recordRefused(rawBody, verdict, clock.instant());
        return verdict;
    }

    private NotificationVerdict decide(byte[] rawBody, Notification.Genuine genuine) {
        NotificationVerdict earlier =
                notifications.recordGenuine(genuine.notifyId(), genuine.paymentId(), rawBody, clock.instant());
        if (earlier == NotificationVerdict.ACCEPTED) {
            return earlier;
        }
        NotificationVerdict verdict = verdict(genuine);
        notifications.decide(genuine.notifyId(), verdict);
        return verdict;
    }

    private NotificationVerdict verdict(Notification.Genuine genuine) {
        Optional<Payment> known = payments.find(genuine.paymentId());
        if (known.isEmpty()) {
            return NotificationVerdict.UNKNOWN_PAYMENT;
        }
        Payment payment = known.get();
        if (!genuine.amount().equals(payment.amount())) {
            return NotificationVerdict.WRONG_AMOUNT;
        }
        if (!genuine.paid()) {
            return NotificationVerdict.IGNORED;
        }
        try {
            return provider.query(payment.id()) instanceof TradeState.Paid paid
                            && paid.tradeNo().equals(genuine.tradeNo())
                    ? switch (capture.capture(payment, paid)) {
                        case DONE -> NotificationVerdict.ACCEPTED;
                        case LATER -> NotificationVerdict.UNDECIDED;
                        case WRONG_AMOUNT -> NotificationVerdict.WRONG_AMOUNT;
                    }
                    : NotificationVerdict.DENIED_BY_PROVIDER;
        } catch (ProviderUnavailable e) {
            return NotificationVerdict.UNDECIDED;
        }
    }
}
