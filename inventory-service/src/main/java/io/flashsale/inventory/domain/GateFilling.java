package io.flashsale.inventory.domain;

import java.util.List;
import java.util.Map;

/**
 * What a gate is filled with, read from the ledger in one piece.
 *
 * @param epoch the new epoch, higher than any before
 * @param available units the ledger still allows
 * @param unitsByBuyer units that count towards each buyer's limit
 * @param admitted the attempts admitted so far, so that a retry finds its order again
 */
public record GateFilling(long epoch, int available, Map<String, Integer> unitsByBuyer, List<Attempt> admitted) {
    public GateFilling {
        unitsByBuyer = Map.copyOf(unitsByBuyer);
        admitted = List.copyOf(admitted);
    }
}
