package io.flashsale.payment.application;

import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.provider.PaymentProvider;
import io.flashsale.payment.provider.PaymentProvider.Notification;
import io.flashsale.payment.provider.PaymentProvider.TradeState;
import io.flashsale.payment.provider.ProviderUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The provider says that a buyer paid. It is believed only if the signature over the raw body holds, the amount is that
 * of the payment, and the provider's books, asked again, say the same.
 */
@Component
public class ReceiveNotification {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveNotification.class);

    private static final int AT_ONCE = 50;
    private static final Duration ASKED_BY_NOW = Duration.ofSeconds(5);

    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
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

    /** Records the notification, to be acted on shortly; tells whether the provider may stop repeating it. */
    public boolean receive(byte[] rawBody) {
        NotificationVerdict verdict =
                switch (provider.read(rawBody)) {
                    case Notification.Refused refused -> refuse(rawBody, refused.reason());
                    case Notification.Genuine genuine -> take(rawBody, genuine);
                };
        if (verdict != NotificationVerdict.UNDECIDED) {
            count(verdict);
        }
        return switch (verdict) {
            case ACCEPTED, IGNORED, UNDECIDED -> true;
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

    /** What our own books can tell is told at once; the provider is asked after it has its answer. */
    private NotificationVerdict take(byte[] rawBody, Notification.Genuine genuine) {
        NotificationVerdict verdict = byOurBooks(genuine);
        Notifications.Recorded recorded = notifications.recordGenuine(genuine, verdict, rawBody, clock.instant());
        boolean underWay = !recorded.first() && recorded.verdict() == NotificationVerdict.UNDECIDED;
        if (recorded.verdict() == NotificationVerdict.ACCEPTED || underWay) {
            return recorded.verdict();
        }
        notifications.decide(genuine.notifyId(), verdict);
        if (verdict == NotificationVerdict.UNDECIDED) {
            askers.execute(() -> decide(genuine));
        }
        return verdict;
    }

    private NotificationVerdict byOurBooks(Notification.Genuine genuine) {
        Optional<Payment> known = payments.find(genuine.paymentId());
        if (known.isEmpty()) {
            return NotificationVerdict.UNKNOWN_PAYMENT;
        }
        if (!genuine.amount().equals(known.get().amount())) {
            return NotificationVerdict.WRONG_AMOUNT;
        }
        return genuine.paid() ? NotificationVerdict.UNDECIDED : NotificationVerdict.IGNORED;
    }

    /** Decides what was acknowledged and not decided, because the provider was away or the process ended. */
    @Scheduled(fixedDelayString = "${flashsale.payment.decide-notifications-every:2s}")
    public void sweep() {
        notifications
                .undecidedSince(clock.instant().minus(ASKED_BY_NOW), AT_ONCE)
                .forEach(this::decide);
    }

    private void decide(Notification.Genuine genuine) {
        NotificationVerdict verdict = byTheProvider(genuine);
        if (verdict != NotificationVerdict.UNDECIDED) {
            notifications.decide(genuine.notifyId(), verdict);
            count(verdict);
            if (verdict != NotificationVerdict.ACCEPTED) {
                LOG.warn("A notification signed by the provider was refused: {}", verdict);
            }
        }
    }

    private NotificationVerdict byTheProvider(Notification.Genuine genuine) {
        try {
            Payment payment = payments.find(genuine.paymentId()).orElseThrow();
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
        } catch (RuntimeException e) {
            LOG.warn("A notification of payment {} is decided later: {}", genuine.paymentId(), e.toString());
            return NotificationVerdict.UNDECIDED;
        }
    }

    private void count(NotificationVerdict verdict) {
        meters.counter("payment.notifications", "verdict", verdict.name()).increment();
    }
}
