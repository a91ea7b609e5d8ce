package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignPlan;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.Campaigns;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class MybatisCampaigns implements Campaigns {
    private final CampaignMapper mapper;
    private final Clock clock;

    MybatisCampaigns(CampaignMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    @Transactional
    public long add(CampaignPlan plan) {
        mapper.insert(
                plan.name(),
                CampaignStatus.DRAFT.name(),
                Utc.column(plan.startsAt()),
                Utc.column(plan.endsAt()),
                plan.payWithin().toSeconds(),
                Utc.column(clock.instant()));
        long id = mapper.lastId();
        for (CampaignPlan.Item item : plan.items()) {
            mapper.insertItem(
                    id,
                    item.sku(),
                    item.name(),
                    item.salePrice().amount(),
                    item.listPrice().amount(),
                    item.salePrice().currency(),
                    item.total(),
                    item.perBuyerLimit());
        }
        return id;
    }

    @Override
    public Optional<Campaign> find(long id) {
        CampaignRow row = mapper.find(id);
        return row == null ? Optional.empty() : withItems(List.of(row)).stream().findFirst();
    }

    @Override
    public List<Campaign> newest(int count) {
        return withItems(mapper.newest(count));
    }

    @Override
    public List<Campaign> current(Instant since) {
        return withItems(mapper.current(Utc.column(since)));
    }

    @Override
    public boolean changeStatus(Campaign asRead, CampaignStatus to) {
        return mapper.changeStatus(asRead.id(), asRead.status().name(), asRead.version(), to.name()) == 1;
    }

    private List<Campaign> withItems(List<CampaignRow> rows) {
        if (rows.isEmpty()) return List.of();
        Map<Long, List<CampaignItem>> items = mapper
                .items(rows.stream().map(CampaignRow::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        CampaignItemRow::campaignId, Collectors.mapping(MybatisCampaigns::item, Collectors.toList())));
        return rows.stream()
                .map(row -> campaign(row, items.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Campaign campaign(CampaignRow row, List<CampaignItem> items) {
        return new Campaign(
                row.id(),
                row.name(),
                CampaignStatus.valueOf(row.status()),
                row.version(),
                Utc.instant(row.startsAt()),
                Utc.instant(row.endsAt()),
                Duration.ofSeconds(row.payWithinSeconds()),
                items);
    }

    private static CampaignItem item(CampaignItemRow row) {
        return new CampaignItem(
                new ItemRef(row.campaignId(), row.id()),
                row.sku(),
                row.name(),
                new Money(row.salePrice(), row.currency()),
                new Money(row.listPrice(), row.currency()),
                row.total(),
                row.held(),
                row.sold(),
                row.perBuyerLimit(),
                row.epoch(),
                row.gateRevision());
    }
}
