package io.flashsale.payment.persistence;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Refund;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RefundMapper {

    @Insert("""
            INSERT INTO refund (refund_id, payment_id, order_id, amount, currency, status, created_at)
            VALUES (#{row.refundId}, #{row.paymentId}, #{row.orderId}, #{row.amount}, #{row.currency}, #{row.status},
              #{createdAt})""")
    int insert(RefundRow row, LocalDateTime createdAt);

    @Select("""
            SELECT refund_id, payment_id, order_id, amount, currency, status FROM refund
            WHERE refund_id = #{refundId}""")
    @Nullable RefundRow byId(String refundId);

    @Update("""
            UPDATE refund SET status = #{status}, settled_at = UTC_TIMESTAMP(3)
            WHERE refund_id = #{refundId} AND status = 'REQUESTED'""")
    int settle(String refundId, Refund.Status status);

    @Select("""
            SELECT refund_id, payment_id, order_id, amount, currency, status FROM refund
            WHERE status = 'REQUESTED' AND created_at < #{before} ORDER BY created_at LIMIT #{limit}""")
    List<RefundRow> unsettledSince(LocalDateTime before, int limit);

    record RefundRow(
            String refundId, String paymentId, String orderId, long amount, String currency, Refund.Status status) {

        static RefundRow of(Refund refund) {
            return new RefundRow(
                    refund.refundId(),
                    refund.paymentId(),
                    refund.orderId(),
                    refund.amount().amount(),
                    refund.amount().currency(),
                    refund.status());
        }

        Refund toRefund() {
            return new Refund(refundId, paymentId, orderId, new Money(amount, currency), status);
        }
    }
}
