package io.flashsale.payment.persistence;

import io.flashsale.payment.application.NotificationVerdict;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface NotificationMapper {

    @Insert("""
            INSERT INTO provider_notification (notify_id, payment_id, trade_no, amount, verdict, raw_body, received_at)
            VALUES (#{notifyId}, #{paymentId}, #{tradeNo}, #{amount}, #{verdict}, #{rawBody}, #{receivedAt})""")
    int insert(
            @Nullable String notifyId,
            @Nullable String paymentId,
            @Nullable String tradeNo,
            @Nullable Long amount,
            NotificationVerdict verdict,
            String rawBody,
            LocalDateTime receivedAt);

    @Select("SELECT verdict FROM provider_notification WHERE notify_id = #{notifyId}")
    @Nullable NotificationVerdict verdict(String notifyId);

    @Update(
            "UPDATE provider_notification SET verdict = #{verdict} WHERE notify_id = #{notifyId} AND verdict <> 'ACCEPTED'")
    int decide(String notifyId, NotificationVerdict verdict);

    @Select("""
            SELECT notify_id, payment_id, trade_no, amount FROM provider_notification
            WHERE verdict = 'UNDECIDED' AND received_at < #{before} ORDER BY received_at LIMIT #{limit}""")
    List<UndecidedRow> undecided(LocalDateTime before, int limit);

    record UndecidedRow(String notifyId, String paymentId, String tradeNo, long amount) {}
}
