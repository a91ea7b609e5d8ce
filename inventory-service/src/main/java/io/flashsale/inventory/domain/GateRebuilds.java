package io.flashsale.inventory.domain;

import java.util.Collection;
import java.util.Map;

/** Every filling of a gate there was. */
public interface GateRebuilds {
    void add(GateRebuild rebuild);

    /** The last filling of each of these items' gates. */
    Map<ItemRef, GateRebuild> last(Collection<ItemRef> items);
}
