package io.flashsale.order.persistence;

import io.flashsale.order.application.OrderChanges;
import io.flashsale.order.application.OwedRefunds;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.Tender;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** Owed refunds in MySQL. */
@Repository
class MybatisOwedRefunds implements OwedRefunds {

    private final OwedRefundMapper mapper;
    private final OrderChanges changes;

    MybatisOwedRefunds(OwedRefundMapper mapper, OrderChanges changes) {
        this.mapper = mapper;
        this.changes = changes;
    }

    @Override
    public void add(OwedRefund refund) {
        mapper.insert(new OwedRefundMapper.Row(
                refund.refundId(),
                refund.orderId().value(),
                refund.paymentId(),
                refund.tender().paid().amount(),
                refund.tender().paid().currency(),
                refund.reason().name(),
                refund.tender().points(),
                refund.tender().pointsDiscount(),
                refund.tender().couponId(),
                refund.tender().couponDiscount(),
                null));
    }

    @Override
    public List<OwedRefund> due(int limit) {
        return mapper.due(limit).stream().map(MybatisOwedRefunds::refund).toList();
    }

    @Override
    public Optional<OwedRefund> find(String refundId) {
        return Optional.ofNullable(mapper.find(refundId)).map(MybatisOwedRefunds::refund);
    }

    @Override
    public void postpone(String refundId) {
        mapper.postpone(refundId);
    }

    @Override
    public OrderId reserveAs(String refundId, OrderId reservationId) {
        mapper.reserveAs(refundId, reservationId.value());
        return new OrderId(mapper.reservationOf(refundId));
    }

    @Override
    public List<OwedRefund> ofOrder(OrderId id) {
        return mapper.ofOrder(id.value()).stream()
                .map(MybatisOwedRefunds::refund)
                .toList();
    }

    @Override
    public void settle(String refundId, Outcome outcome) {
        mapper.settle(refundId, outcome.name());
        find(refundId).ifPresent(refund -> changes.changed(List.of(refund.orderId())));
    }

    private static OwedRefund refund(OwedRefundMapper.Row row) {
        return new OwedRefund(
                row.refundId(),
                new OrderId(row.orderId()),
                row.paymentId(),
                new Tender(
                        new Money(row.amount(), row.currency()),
                        row.points(),
                        row.pointsDiscount(),
                        row.couponId(),
                        row.couponDiscount()),
                OrderReason.valueOf(row.reason()),
                row.outcome() == null ? null : Outcome.valueOf(row.outcome()));
    }
}
