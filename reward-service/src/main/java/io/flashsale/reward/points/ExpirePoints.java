package io.flashsale.reward.points;

import io.flashsale.reward.Utc;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes points that have run out, an account per transaction. Any number of instances may do so at once: an account
 * somebody else has open is left to them, or to the next time.
 */
@Component
class ExpirePoints {

    private static final Logger LOG = LoggerFactory.getLogger(ExpirePoints.class);
    private static final int BUYERS = 200;
    private static final int LOTS = 100;

    private final LedgerMapper mapper;
    private final PointsLedger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExpirePoints(LedgerMapper mapper, PointsLedger ledger, TransactionTemplate transaction, Clock clock) {
        this.mapper = mapper;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${flashsale.rewards.expire-points-every:1m}")
    void sweep() {
        List<String> buyers;
        do {
            buyers = mapper.buyersWithDueLots(Utc.of(clock.instant()), BUYERS);
            long taken = buyers.stream().filter(this::expire).count();
            if (taken > 0) {
                LOG.info("Points of {} buyers have run out.", taken);
            }
            if (taken < buyers.size()) {
                return;
            }
        } while (!buyers.isEmpty());
    }

    /** False if the account is in other hands. */
    private boolean expire(String buyerId) {
        return Boolean.TRUE.equals(transaction.execute(_ -> ledger.openIfFree(buyerId)
                .map(account -> {
                    account.expire(LOTS);
                    account.close();
                    return true;
                })
                .orElse(false)));
    }
}
