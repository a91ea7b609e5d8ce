package io.flashsale.reward.points;

import io.flashsale.reward.RewardProperties;
import io.flashsale.reward.Utc;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens accounts. Whoever has one open is alone with it until the transaction ends. */
@Component
class PointsLedger {

    private final LedgerMapper mapper;
    private final RewardProperties properties;
    private final Clock clock;

    PointsLedger(LedgerMapper mapper, RewardProperties properties, Clock clock) {
        this.mapper = mapper;
        this.properties = properties;
        this.clock = clock;
    }

    OpenAccount open(String buyerId) {
        PointsAccount account = mapper.lockAccount(buyerId);
        if (account == null) {
            mapper.addAccount(buyerId);
            account = Objects.requireNonNull(mapper.lockAccount(buyerId));
        }
        return new OpenAccount(mapper, buyerId, account, now());
    }

    /** Nothing if somebody else has it open. */
    Optional<OpenAccount> openIfFree(String buyerId) {
        return Optional.ofNullable(mapper.lockAccountIfFree(buyerId))
                .map(account -> new OpenAccount(mapper, buyerId, account, now()));
    }

    /** Points that begin to live now. */
    Lot freshLot(String orderId, long points) {
        return Lot.of(orderId, points, now().plus(properties.pointsValidFor()));
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }
}
