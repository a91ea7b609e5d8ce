package io.flashsale.payment.persistence;

import io.flashsale.payment.application.NotificationVerdict;
import java.time.LocalDateTime;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface NotificationMapper {

    @Insert("""
            INSERT INTO provider_notification (notify_id, payment_id, verdict, raw_body, received_at)
            VALUES (#{notifyId}, #{paymentId}, #{verdict}, #{rawBody}, #{receivedAt})""")
    int insert(
            @Nullable String notifyId,
            @Nullable String paymentId,
            NotificationVerdict verdict,
            String rawBody,
            LocalDateTime receivedAt);

    @Select("SELECT verdict FROM provider_notification WHERE notify_id = #{notifyId}")
    @Nullable NotificationVerdict verdict(String notifyId);

    @Update(
            "UPDATE provider_notification SET verdict = #{verdict} WHERE notify_id = #{notifyId} AND verdict <> 'ACCEPTED'")
    int decide(String notifyId, NotificationVerdict verdict);
}
