package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.GateRebuild;
import io.flashsale.inventory.domain.GateRebuilds;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.RebuildReason;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

@Repository
class MybatisGateRebuilds implements GateRebuilds {
    private final GateRebuildMapper mapper;

    MybatisGateRebuilds(GateRebuildMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void add(GateRebuild rebuild) {
        mapper.insert(new GateRebuildMapper.Row(
                rebuild.item().campaignId(),
                rebuild.item().itemId(),
                rebuild.epoch(),
                rebuild.fenceToken(),
                rebuild.reason().name(),
                rebuild.requestedBy(),
                rebuild.available(),
                Utc.column(rebuild.beganAt()),
                Utc.column(rebuild.openedAt())));
    }

    @Override
    public Map<ItemRef, GateRebuild> last(Collection<ItemRef> items) {
        if (items.isEmpty()) return Map.of();
        return mapper.last(items.stream().map(ItemRef::itemId).toList()).stream()
                .map(MybatisGateRebuilds::rebuild)
                .collect(Collectors.toMap(GateRebuild::item, Function.identity()));
    }

    private static GateRebuild rebuild(GateRebuildMapper.Row row) {
        return new GateRebuild(
                new ItemRef(row.campaignId(), row.itemId()),
                row.epoch(),
                row.fenceToken(),
                RebuildReason.valueOf(row.reason()),
                row.requestedBy(),
                row.available(),
                Utc.instant(row.beganAt()),
                Utc.instant(row.openedAt()));
    }
}
