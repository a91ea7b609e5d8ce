package io.flashsale.order.persistence;

import io.flashsale.order.application.OwedRefunds;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** Owed refunds in MySQL. */
@Repository
class MybatisOwedRefunds implements OwedRefunds {

    private final OwedRefundMapper mapper;

    MybatisOwedRefunds(OwedRefundMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void add(OwedRefund refund) {
        mapper.insert(new OwedRefundMapper.Row(
                refund.refundId(),
                refund.orderId().value(),
                refund.paymentId(),
                refund.amount().amount(),
                refund.amount().currency(),
                refund.reason().name()));
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
    public void settle(String refundId) {
        mapper.settle(refundId);
    }

    private static OwedRefund refund(OwedRefundMapper.Row row) {
        return new OwedRefund(
                row.refundId(),
                new OrderId(row.orderId()),
                row.paymentId(),
                new Money(row.amount(), row.currency()),
                OrderReason.valueOf(row.reason()));
    }
}
