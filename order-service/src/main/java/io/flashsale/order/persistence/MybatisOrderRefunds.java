package io.flashsale.order.persistence;

import io.flashsale.order.application.OrderChanges;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.UnitShare;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** Refunds in MySQL. Every change is told to those who wait for the order. */
@Repository
class MybatisOrderRefunds implements OrderRefunds {

    private static final int KEPT_CHARACTERS = 500;

    private final OrderRefundMapper mapper;
    private final OrderChanges changes;

    MybatisOrderRefunds(OrderRefundMapper mapper, OrderChanges changes) {
        this.mapper = mapper;
        this.changes = changes;
    }

    @Override
    public void remember(OrderId id, List<UnitShare> shares) {
        mapper.remember(id.value(), shares);
    }

    @Override
    public List<UnitShare> sharesOf(OrderId id) {
        return mapper.shares(id.value());
    }

    @Override
    public List<UnitShare> unrefundedOf(OrderId id) {
        return mapper.unrefunded(id.value());
    }

    @Override
    public void add(OrderRefund refund, List<UnitShare> units) {
        mapper.insert(new OrderRefundMapper.Row(
                refund.refundId(),
                refund.orderId().value(),
                refund.requestKey(),
                refund.quantity(),
                refund.amount().amount(),
                refund.amount().currency(),
                refund.points(),
                refund.couponBack(),
                refund.last(),
                refund.status().name(),
                refund.reason().name(),
                refund.requestedBy(),
                null,
                null,
                0,
                null,
                OrderRow.utc(refund.createdAt())));
        int taken = mapper.take(
                refund.orderId().value(),
                refund.refundId(),
                units.stream().map(UnitShare::unit).toList());
        if (taken != units.size()) {
            throw new IllegalStateException("units of order " + refund.orderId() + " are refunded already");
        }
        changes.changed(List.of(refund.orderId()));
    }

    @Override
    public Optional<OrderRefund> find(String refundId) {
        return Optional.ofNullable(mapper.find(refundId)).map(MybatisOrderRefunds::refund);
    }

    @Override
    public List<OrderRefund> ofOrder(OrderId id) {
        return mapper.ofOrder(id.value()).stream()
                .map(MybatisOrderRefunds::refund)
                .toList();
    }

    @Override
    public List<OrderRefund> inStatus(OrderRefund.Status status, int limit) {
        return mapper.inStatus(status.name(), limit).stream()
                .map(MybatisOrderRefunds::refund)
                .toList();
    }

    @Override
    public List<OrderRefund> runningLongerThan(Duration unchanged, int limit) {
        return mapper.runningLongerThan(unchanged.toSeconds(), limit).stream()
                .map(MybatisOrderRefunds::refund)
                .toList();
    }

    @Override
    public boolean approve(String refundId, String operator) {
        return told(refundId, mapper.decide(refundId, OrderRefund.Status.RUNNING.name(), operator));
    }

    @Override
    public boolean deny(String refundId, String operator) {
        boolean denied = told(refundId, mapper.decide(refundId, OrderRefund.Status.DENIED.name(), operator));
        if (denied) {
            mapper.release(refundId);
        }
        return denied;
    }

    @Override
    public void stockWent(String refundId, OrderRefund.StockDestination destination) {
        mapper.stockWent(refundId, destination.name());
    }

    @Override
    public boolean finish(String refundId) {
        return told(refundId, mapper.finish(refundId));
    }

    @Override
    public void failed(String refundId, String failure) {
        mapper.failed(refundId, failure.substring(0, Math.min(KEPT_CHARACTERS, failure.length())));
    }

    private boolean told(String refundId, int changed) {
        if (changed == 1) {
            find(refundId).ifPresent(refund -> changes.changed(List.of(refund.orderId())));
        }
        return changed == 1;
    }

    private static OrderRefund refund(OrderRefundMapper.Row row) {
        return new OrderRefund(
                row.refundId(),
                new OrderId(row.orderId()),
                row.requestKey(),
                row.quantity(),
                new Money(row.amount(), row.currency()),
                row.points(),
                row.couponBack(),
                row.isLast(),
                OrderRefund.Status.valueOf(row.status()),
                OrderReason.valueOf(row.reason()),
                row.requestedBy(),
                row.decidedBy(),
                row.stockTo() == null ? null : OrderRefund.StockDestination.valueOf(row.stockTo()),
                row.failures(),
                row.lastFailure(),
                row.createdAt().toInstant(ZoneOffset.UTC));
    }
}
