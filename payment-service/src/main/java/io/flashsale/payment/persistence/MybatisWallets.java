package io.flashsale.payment.persistence;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Wallet;
import io.flashsale.payment.domain.Wallets;
import io.flashsale.payment.persistence.WalletMapper.HoldStatus;
import io.flashsale.payment.persistence.WalletMapper.WalletEntryKind;
import io.flashsale.payment.persistence.WalletMapper.WalletRow;
import java.time.Clock;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class MybatisWallets implements Wallets {

    private final WalletMapper mapper;
    private final Clock clock;

    MybatisWallets(WalletMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Wallet of(String buyerId) {
        WalletRow row = mapper.wallet(buyerId);
        return row == null
                ? Wallet.empty(buyerId)
                : new Wallet(buyerId, new Money(row.balance(), row.currency()), new Money(row.held(), row.currency()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(Payment payment, String holder) {
        long amount = payment.amount().amount();
        if (amount == 0) {
            return true;
        }
        if (mapper.hold(payment.buyerId(), amount, payment.amount().currency()) == 0) {
            return false;
        }
        if (mapper.holdAgain(payment.id(), amount, holder) == 0) {
            mapper.insertHold(payment.id(), payment.buyerId(), amount, holder);
        }
        append(payment.buyerId(), reference(payment), WalletEntryKind.HOLD, -amount, amount);
        return true;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long capture(Payment payment, String holder) {
        if (payment.amount().amount() == 0) {
            return 0;
        }
        long amount = endHold(payment, holder, HoldStatus.CAPTURED);
        mapper.spendHeld(payment.buyerId(), amount);
        append(payment.buyerId(), reference(payment), WalletEntryKind.CAPTURE, 0, -amount);
        return amount;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(Payment payment, String holder) {
        if (payment.amount().amount() == 0) {
            return;
        }
        long amount = endHold(payment, holder, HoldStatus.RELEASED);
        mapper.giveBackHeld(payment.buyerId(), amount);
        append(payment.buyerId(), reference(payment), WalletEntryKind.RELEASE, amount, -amount);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void refund(String buyerId, Money amount, String refundId) {
        if (mapper.credit(buyerId, amount.amount(), amount.currency()) == 0) {
            throw new IllegalStateException("There is no wallet in " + amount.currency() + " for refund " + refundId);
        }
        append(buyerId, refundId, WalletEntryKind.REFUND, amount.amount(), 0);
    }

    @Override
    @Transactional
    public boolean topUp(String buyerId, Money amount, String reference) {
        mapper.open(buyerId, amount.currency());
        try {
            append(buyerId, reference, WalletEntryKind.TOP_UP, amount.amount(), 0);
        } catch (DuplicateKeyException e) {
            return false;
        }
        mapper.credit(buyerId, amount.amount(), amount.currency());
        return true;
    }

    private long endHold(Payment payment, String holder, HoldStatus status) {
        if (mapper.endHold(payment.id(), holder, status) == 0) {
            throw new IllegalStateException(holder + " holds nothing for payment " + payment.id());
        }
        return payment.amount().amount();
    }

    private void append(String buyerId, String reference, WalletEntryKind kind, long balanceChange, long heldChange) {
        mapper.append(buyerId, reference, kind, balanceChange, heldChange, Utc.column(clock.instant()));
    }

    /** A payment that is tried again holds again: every attempt has entries of its own. */
    private static String reference(Payment payment) {
        return payment.id() + "." + payment.attempt();
    }
}
