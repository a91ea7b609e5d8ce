package io.flashsale.payment.persistence;

import java.time.LocalDateTime;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface WalletMapper {

    @Select("SELECT buyer_id, balance, held, currency FROM wallet WHERE buyer_id = #{buyerId}")
    @Nullable WalletRow wallet(String buyerId);

    @Insert("""
            INSERT INTO wallet (buyer_id, balance, held, currency) VALUES (#{buyerId}, 0, 0, #{currency})
            ON DUPLICATE KEY UPDATE buyer_id = buyer_id""")
    int open(String buyerId, String currency);

    @Update("""
            UPDATE wallet SET balance = balance - #{amount}, held = held + #{amount}
            WHERE buyer_id = #{buyerId} AND currency = #{currency} AND balance >= #{amount}""")
    int hold(String buyerId, long amount, String currency);

    @Update("UPDATE wallet SET held = held - #{amount} WHERE buyer_id = #{buyerId}")
    int spendHeld(String buyerId, long amount);

    @Update("UPDATE wallet SET held = held - #{amount}, balance = balance + #{amount} WHERE buyer_id = #{buyerId}")
    int giveBackHeld(String buyerId, long amount);

    @Update("UPDATE wallet SET balance = balance + #{amount} WHERE buyer_id = #{buyerId} AND currency = #{currency}")
    int credit(String buyerId, long amount, String currency);

    @Insert("""
            INSERT INTO wallet_entry (buyer_id, reference, kind, balance_change, held_change, created_at)
            VALUES (#{buyerId}, #{reference}, #{kind}, #{balanceChange}, #{heldChange}, #{at})""")
    int append(
            String buyerId,
            String reference,
            WalletEntryKind kind,
            long balanceChange,
            long heldChange,
            LocalDateTime at);

    @Insert("""
            INSERT INTO wallet_hold (payment_id, buyer_id, amount, status, holder)
            VALUES (#{paymentId}, #{buyerId}, #{amount}, 'HELD', #{holder})""")
    int insertHold(String paymentId, String buyerId, long amount, String holder);

    @Update("""
            UPDATE wallet_hold SET status = 'HELD', holder = #{holder}, amount = #{amount}
            WHERE payment_id = #{paymentId} AND status = 'RELEASED'""")
    int holdAgain(String paymentId, long amount, String holder);

    @Update("""
            UPDATE wallet_hold SET status = #{status}
            WHERE payment_id = #{paymentId} AND holder = #{holder} AND status = 'HELD'""")
    int endHold(String paymentId, String holder, HoldStatus status);

    record WalletRow(String buyerId, long balance, long held, String currency) {}

    enum WalletEntryKind {
        TOP_UP,
        HOLD,
        RELEASE,
        CAPTURE,
        REFUND
    }

    enum HoldStatus {
        HELD,
        CAPTURED,
        RELEASED
    }
}
