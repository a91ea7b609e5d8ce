package io.flashsale.payment.persistence;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentMethod;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.RewardHold;
import io.flashsale.payment.domain.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class MybatisPayments implements Payments {

    private static final Duration LAST_QUERY_BEFORE = Duration.ofSeconds(4);
    private static final Duration FIRST_QUERY_AFTER = Duration.ofSeconds(10);

    private final PaymentMapper mapper;

    MybatisPayments(PaymentMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean add(Payment payment) {
        boolean asksProvider = payment.method() == PaymentMethod.PROVIDER;
        try {
            mapper.insert(PaymentRow.of(payment), asksProvider ? Utc.column(firstQuery(payment)) : null);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<Payment> find(String paymentId) {
        return Optional.ofNullable(mapper.byId(paymentId)).map(PaymentRow::toPayment);
    }

    @Override
    public Optional<Payment> findByKey(String buyerId, String idempotencyKey) {
        return Optional.ofNullable(mapper.byKey(buyerId, idempotencyKey)).map(PaymentRow::toPayment);
    }

    @Override
    public Optional<Payment> findPaying(String orderId) {
        return Optional.ofNullable(mapper.payingOrder(orderId)).map(PaymentRow::toPayment);
    }

    @Override
    public void prepaid(String paymentId, String payUrl) {
        mapper.setPayUrl(paymentId, payUrl);
    }

    @Override
    public boolean discount(String paymentId, Rewards rewards) {
        if (mapper.discount(paymentId, rewards.pointsDiscount(), rewards.couponDiscount()) == 1) {
            return true;
        }
        Payment payment = find(paymentId).orElseThrow();
        if (rewards.discount() > payment.orderAmount().amount()) {
            throw new IllegalStateException("The rewards of payment " + paymentId + " are worth more than its order");
        }
        return false;
    }

    @Override
    @Transactional
    public List<Payment> claimRewardsDue(Instant now, int limit) {
        List<PaymentRow> due = mapper.lockRewardsDue(Utc.column(now), limit);
        due.forEach(row -> mapper.postponeRewards(row.id(), Utc.column(now)));
        return due.stream().map(PaymentRow::toPayment).toList();
    }

    @Override
    public void rewardsSettled(String paymentId, RewardHold as) {
        mapper.rewardsSettled(
                paymentId, as == RewardHold.CONFIRMED ? RewardHold.CONFIRMING : RewardHold.CANCELLING, as);
    }

    @Override
    public Claim authorise(String paymentId) {
        return claim(() -> mapper.authorise(paymentId));
    }

    @Override
    public boolean captureAuthorised(String paymentId, Instant at) {
        return mapper.captureAuthorised(paymentId, Utc.column(at)) == 1;
    }

    @Override
    public boolean releaseAuthorised(String paymentId) {
        return mapper.releaseAuthorised(paymentId) == 1;
    }

    @Override
    public Claim captureAtProvider(String paymentId, String tradeNo, Instant at) {
        return claim(() -> mapper.captureAtProvider(paymentId, tradeNo, Utc.column(at)));
    }

    @Override
    public boolean captureSurplus(String paymentId, String tradeNo, Instant at) {
        return mapper.captureSurplus(paymentId, tradeNo, Utc.column(at)) == 1;
    }

    @Override
    public boolean fail(String paymentId, int attempt, Failure failure) {
        return mapper.fail(paymentId, attempt, failure) == 1;
    }

    @Override
    public boolean restart(String paymentId, int failedAttempt) {
        return mapper.restart(paymentId, failedAttempt) == 1;
    }

    @Override
    public boolean close(String paymentId) {
        return mapper.close(paymentId) == 1;
    }

    @Override
    public boolean reserveRefund(String paymentId, long amount) {
        return mapper.reserveRefund(paymentId, amount) == 1;
    }

    @Override
    public void unreserveRefund(String paymentId, long amount) {
        mapper.unreserveRefund(paymentId, amount);
    }

    @Override
    @Transactional
    public List<Payment> claimDueForQuery(Instant now, int limit) {
        List<PaymentRow> due = mapper.lockDueForQuery(Utc.column(now), limit);
        due.forEach(row -> mapper.scheduleNextQuery(row.id(), Utc.column(now)));
        return due.stream().map(PaymentRow::toPayment).toList();
    }

    private static Instant firstQuery(Payment payment) {
        Instant usually = payment.createdAt().plus(FIRST_QUERY_AFTER);
        Instant last =
                payment.payBefore() == null ? usually : payment.payBefore().minus(LAST_QUERY_BEFORE);
        return last.isAfter(payment.createdAt()) && last.isBefore(usually) ? last : usually;
    }

    private static Claim claim(IntSupplier update) {
        try {
            return update.getAsInt() == 1 ? Claim.DONE : Claim.NOT_IN_STATE;
        } catch (DuplicateKeyException e) {
            return Claim.ORDER_TAKEN;
        }
    }
}
