package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.RebuildReason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Gates that say they are ready but were found to be wrong, until they are filled again. */
@Component
class SuspectGates {
    private record Suspicion(long epoch, RebuildReason reason) {}

    private final Map<ItemRef, Suspicion> suspicions = new ConcurrentHashMap<>();

    /** The gate of this epoch is wrong. */
    void suspect(ItemRef item, long epoch, RebuildReason reason) {
        suspicions.put(item, new Suspicion(epoch, reason));
    }

    boolean contains(ItemRef item) {
        return !suspicions.isEmpty() && suspicions.containsKey(item);
    }

    /** Why the gate of this epoch is suspected; a suspicion of an earlier epoch is settled. */
    Optional<RebuildReason> reason(ItemRef item, long epoch) {
        Suspicion suspicion = suspicions.get(item);
        if (suspicion == null) return Optional.empty();
        if (suspicion.epoch < epoch) {
            suspicions.remove(item, suspicion);
            return Optional.empty();
        }
        return Optional.of(suspicion.reason);
    }
}
