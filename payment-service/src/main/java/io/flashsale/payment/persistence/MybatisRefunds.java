package io.flashsale.payment.persistence;

import io.flashsale.payment.domain.Refund;
import io.flashsale.payment.domain.Refunds;
import io.flashsale.payment.persistence.RefundMapper.RefundRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

@Repository
class MybatisRefunds implements Refunds {

    private final RefundMapper mapper;

    MybatisRefunds(RefundMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean add(Refund refund, Instant now) {
        try {
            mapper.insert(RefundRow.of(refund), Utc.column(now));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<Refund> find(String refundId) {
        return Optional.ofNullable(mapper.byId(refundId)).map(RefundRow::toRefund);
    }

    @Override
    public boolean settle(String refundId, Refund.Status status) {
        return mapper.settle(refundId, status) == 1;
    }

    @Override
    public List<Refund> unsettledSince(Instant before, int limit) {
        return mapper.unsettledSince(Utc.column(before), limit).stream()
                .map(RefundRow::toRefund)
                .toList();
    }
}
