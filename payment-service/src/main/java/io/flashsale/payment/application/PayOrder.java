package io.flashsale.payment.application;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentMethod;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.RewardHold;
import io.flashsale.payment.domain.Rewards;
import io.flashsale.payment.domain.Wallets;
import io.flashsale.payment.provider.PaymentProvider;
import io.flashsale.payment.provider.ProviderUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A buyer pays an order. The first request with a key decides; every other one is told what the first came to. */
@Component
public class PayOrder {

    private static final Logger LOG = LoggerFactory.getLogger(PayOrder.class);

    /** The provider takes money a little longer than the order waits: a buyer who is just paying is not cut off. */
    private static final Duration PROVIDER_GRACE = Duration.ofSeconds(30);

    private final Payments payments;
    private final Wallets wallets;
    private final CheckoutPeers peers;
    private final WalletCheckout walletCheckout;
    private final RewardHolds holds;
    private final PaymentProvider provider;
    private final PaymentIds ids;
    private final Clock clock;

    PayOrder(
            Payments payments,
            Wallets wallets,
            CheckoutPeers peers,
            WalletCheckout walletCheckout,
            RewardHolds holds,
            PaymentProvider provider,
            PaymentIds ids,
            Clock clock) {
        this.payments = payments;
        this.wallets = wallets;
        this.peers = peers;
        this.walletCheckout = walletCheckout;
        this.holds = holds;
        this.provider = provider;
        this.ids = ids;
        this.clock = clock;
    }

    /** Pays the order, or answers as before if the buyer used the key before. */
    public PaymentAnswer pay(
            String buyerId, String idempotencyKey, String orderId, PaymentMethod method, Rewards rewards) {
        Optional<Payment> earlier = payments.findByKey(buyerId, idempotencyKey);
        if (earlier.isPresent()) {
            return again(earlier.get(), orderId, method, rewards);
        }
        return switch (peers.order(orderId)) {
            case OrderLookup.Unknown unknown -> new PaymentAnswer.NoSuchOrder();
            case OrderLookup.NotYet notYet -> new PaymentAnswer.OrderNotReady();
            case OrderLookup.Found order -> first(buyerId, idempotencyKey, order, method, rewards);
        };
    }

    private PaymentAnswer first(
            String buyerId, String idempotencyKey, OrderLookup.Found order, PaymentMethod method, Rewards rewards) {
        if (!order.buyerId().equals(buyerId)) {
            return new PaymentAnswer.NoSuchOrder();
        }
        if (!order.pending() || !clock.instant().isBefore(order.payBefore())) {
            return new PaymentAnswer.Refused(Failure.ORDER_NOT_PAYABLE);
        }
        Payment payment = Payment.initiated(
                ids.next(),
                order.orderId(),
                buyerId,
                method,
                order.amount(),
                rewards,
                idempotencyKey,
                order.payBefore(),
                clock.instant());
        if (payments.add(payment)) {
            return start(payment, order);
        }
        return payments.findByKey(buyerId, idempotencyKey)
                .map(winner -> again(winner, order.orderId(), method, rewards))
                .orElseGet(PaymentAnswer.InProgress::new);
    }

    private PaymentAnswer again(Payment payment, String orderId, PaymentMethod method, Rewards rewards) {
        if (!payment.answers(orderId, method, rewards)) {
            return new PaymentAnswer.KeyReused();
        }
        return switch (payment.status()) {
            case CAPTURED, CLOSED -> new PaymentAnswer.Accepted(payment);
            case AUTHORISED -> new PaymentAnswer.InProgress();
            case INITIATED ->
                payment.method() == PaymentMethod.PROVIDER && payment.payUrl() != null
                        ? new PaymentAnswer.Accepted(payment)
                        : resume(payment);
            case FAILED -> {
                Failure failure = payment.failure();
                if (failure != null && failure != Failure.UNAVAILABLE) {
                    yield new PaymentAnswer.Refused(failure);
                }
                yield payments.restart(payment.id(), payment.attempt())
                        ? payments.find(payment.id()).map(this::resume).orElseGet(PaymentAnswer.InProgress::new)
                        : new PaymentAnswer.InProgress();
            }
        };
    }

    private PaymentAnswer resume(Payment payment) {
        return switch (peers.order(payment.orderId())) {
            case OrderLookup.Found order ->
                order.pending() ? start(payment, order) : refuse(payment, Failure.ORDER_NOT_PAYABLE);
            case OrderLookup.Unknown unknown -> refuse(payment, Failure.ORDER_NOT_PAYABLE);
            case OrderLookup.NotYet notYet -> new PaymentAnswer.OrderNotReady();
        };
    }

    private PaymentAnswer start(Payment payment, OrderLookup.Found order) {
        return switch (payment.method()) {
            case WALLET -> payFromWallet(payment);
            case PROVIDER -> prepay(payment, order);
        };
    }

    private PaymentAnswer payFromWallet(Payment payment) {
        // Most shortfalls end here, without a global transaction. The guard is the conditional update behind it.
        if (payment.rewards().isNone()
                && wallets.of(payment.buyerId()).balance().amount()
                        < payment.amount().amount()) {
            return refuse(payment, Failure.INSUFFICIENT_FUNDS);
        }
        try {
            walletCheckout.checkOut(payment);
        } catch (CheckoutRefused refused) {
            return refused.failure() == Failure.UNAVAILABLE
                    ? new PaymentAnswer.InProgress()
                    : refuse(payment, refused.failure());
        } catch (RuntimeException e) {
            LOG.warn("The checkout of payment {} was not completed: {}", payment.id(), e.toString());
            payments.fail(payment.id(), payment.attempt(), Failure.UNAVAILABLE);
        }
        return payments.find(payment.id()).map(PayOrder::outcome).orElseGet(PaymentAnswer.InProgress::new);
    }

    private static PaymentAnswer outcome(Payment payment) {
        return switch (payment.status()) {
            case CAPTURED -> new PaymentAnswer.Accepted(payment);
            case FAILED ->
                new PaymentAnswer.Refused(payment.failure() == null ? Failure.UNAVAILABLE : payment.failure());
            case INITIATED, AUTHORISED, CLOSED -> new PaymentAnswer.InProgress();
        };
    }

    /** Rewards first: what they are worth is what the provider need not be paid. Both calls may be repeated. */
    private PaymentAnswer prepay(Payment payment, OrderLookup.Found order) {
        Payment due = payment;
        if (payment.rewardHold() == RewardHold.ASKED) {
            try {
                payments.discount(payment.id(), holds.hold(payment));
            } catch (CheckoutRefused refused) {
                return refuse(payment, refused.failure());
            } catch (RuntimeException e) {
                LOG.warn("The rewards of payment {} could not be held: {}", payment.id(), e.getMessage());
                return new PaymentAnswer.Refused(Failure.UNAVAILABLE);
            }
            due = payments.find(payment.id()).orElseThrow();
        }
        return due.amount().amount() == 0 ? refuse(due, Failure.NOTHING_TO_PAY) : openTrade(due, order);
    }

    private PaymentAnswer openTrade(Payment payment, OrderLookup.Found order) {
        try {
            return switch (provider.prepay(
                    payment.id(),
                    payment.amount(),
                    "Order " + order.orderId(),
                    order.payBefore().plus(PROVIDER_GRACE))) {
                case PaymentProvider.Prepayment.Open open -> {
                    payments.prepaid(payment.id(), open.payUrl());
                    yield payments.find(payment.id())
                            .<PaymentAnswer>map(PaymentAnswer.Accepted::new)
                            .orElseGet(PaymentAnswer.InProgress::new);
                }
                case PaymentProvider.Prepayment.Refused refused -> {
                    LOG.warn("The provider does not open a trade for payment {}: {}", payment.id(), refused.code());
                    yield refuse(payment, Failure.ORDER_NOT_PAYABLE);
                }
            };
        } catch (ProviderUnavailable e) {
            LOG.warn("No trade was opened for payment {}: {}", payment.id(), e.getMessage());
            return new PaymentAnswer.Refused(Failure.UNAVAILABLE);
        }
    }

    private PaymentAnswer refuse(Payment payment, Failure failure) {
        payments.fail(payment.id(), payment.attempt(), failure);
        return new PaymentAnswer.Refused(failure);
    }
}
