package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockChanges;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class MybatisStockChanges implements StockChanges {
    private final StockChangeMapper mapper;
    private final Clock clock;

    MybatisStockChanges(StockChangeMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Optional<StockChange> find(ItemRef item, String key) {
        return Optional.ofNullable(mapper.byKey(item.itemId(), key)).map(MybatisStockChanges::change);
    }

    @Override
    public StockChange request(StockChange.Wish wish) {
        mapper.insertMissing(wish, now());
        return find(wish.item(), wish.key())
                .orElseThrow(() -> new IllegalStateException("stock change " + wish.key() + " vanished"));
    }

    @Override
    public StockChange lock(long id) {
        return change(mapper.lock(id));
    }

    @Override
    public boolean decide(long id, StockChange.Status status) {
        return mapper.decide(id, status.name(), now()) == 1;
    }

    @Override
    public List<StockChange> of(ItemRef item, int atMost) {
        return mapper.ofItem(item.itemId(), atMost).stream()
                .map(MybatisStockChanges::change)
                .toList();
    }

    private LocalDateTime now() {
        return Utc.column(clock.instant());
    }

    private static StockChange change(StockChangeRow row) {
        return new StockChange(
                row.id(),
                new ItemRef(row.campaignId(), row.itemId()),
                row.requestKey(),
                StockChange.Kind.valueOf(row.kind()),
                row.units(),
                row.reason(),
                row.operator(),
                StockChange.Status.valueOf(row.status()),
                Utc.instant(row.requestedAt()));
    }
}
