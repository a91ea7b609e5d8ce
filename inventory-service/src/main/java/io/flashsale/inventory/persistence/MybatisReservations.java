package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class MybatisReservations implements Reservations {
    private final ReservationMapper mapper;
    private final Clock clock;

    MybatisReservations(ReservationMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Optional<Reservation> find(String orderId) {
        return Optional.ofNullable(mapper.find(orderId)).map(MybatisReservations::reservation);
    }

    @Override
    public List<Reservation> ofBatch(ItemRef item, String batchId) {
        return mapper.ofBatch(item.itemId(), batchId).stream()
                .map(MybatisReservations::reservation)
                .toList();
    }

    @Override
    public void add(List<Reservation> reservations) {
        mapper.insert(reservations.stream().map(MybatisReservations::row).toList(), now());
    }

    @Override
    public boolean sell(String orderId) {
        return mapper.sell(orderId, now()) == 1;
    }

    @Override
    public boolean release(String orderId) {
        return mapper.release(orderId, now()) == 1;
    }

    @Override
    public boolean takeBack(String orderId) {
        return mapper.takeBack(orderId, now()) == 1;
    }

    @Override
    public boolean claim(String orderId, String xid) {
        if (mapper.claim(orderId, xid, now()) == 1) return true;
        ReservationRow row = mapper.find(orderId);
        return row != null && row.status().equals(ReservationStatus.HELD.name()) && xid.equals(row.checkoutXid());
    }

    @Override
    public boolean unclaim(String orderId, String xid) {
        return mapper.unclaim(orderId, xid, now()) == 1;
    }

    private LocalDateTime now() {
        return Utc.column(clock.instant());
    }

    private static ReservationRow row(Reservation reservation) {
        Attempt attempt = reservation.attempt();
        return new ReservationRow(
                attempt.orderId(),
                reservation.item().campaignId(),
                reservation.item().itemId(),
                reservation.batchId(),
                attempt.buyerId(),
                attempt.idempotencyKey(),
                attempt.bodyHash(),
                attempt.quantity(),
                reservation.status().name(),
                reservation.checkoutXid(),
                Utc.column(reservation.admittedAt()));
    }

    static Reservation reservation(ReservationRow row) {
        return new Reservation(
                new ItemRef(row.campaignId(), row.itemId()),
                row.batchId(),
                new Attempt(row.orderId(), row.buyerId(), row.idempotencyKey(), row.bodyHash(), row.quantity()),
                ReservationStatus.valueOf(row.status()),
                row.checkoutXid(),
                Utc.instant(row.admittedAt()));
    }
}
