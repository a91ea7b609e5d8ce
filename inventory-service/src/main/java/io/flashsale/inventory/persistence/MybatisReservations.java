package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.persistence.MultiRowInsert;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

@Repository
class MybatisReservations implements Reservations {
    private static final String COLUMNS =
            "INSERT INTO reservation (order_id, campaign_id, item_id, batch_id, buyer_id, "
                    + "idempotency_key, body_hash, quantity, status, admitted_at, updated_at)";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))";

    private final ReservationMapper mapper;
    private final MultiRowInsert<Reservation> insert;

    MybatisReservations(ReservationMapper mapper, JdbcOperations jdbc) {
        this.mapper = mapper;
        this.insert = new MultiRowInsert<>(jdbc, COLUMNS, ROW, MybatisReservations::bind);
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
    public List<Reservation> heldSince(ItemRef item, Instant admittedBefore, int atMost) {
        return mapper.heldSince(item.itemId(), Utc.column(admittedBefore), atMost).stream()
                .map(MybatisReservations::reservation)
                .toList();
    }

    @Override
    public void add(List<Reservation> reservations) {
        insert.insert(reservations);
    }

    @Override
    public boolean sell(String orderId) {
        return mapper.sell(orderId) == 1;
    }

    @Override
    public boolean release(String orderId) {
        return mapper.release(orderId) == 1;
    }

    @Override
    public boolean takeBack(String orderId) {
        return mapper.takeBack(orderId) == 1;
    }

    @Override
    public boolean takeSomeBack(String orderId, int units) {
        return mapper.takeSomeBack(orderId, units) == 1;
    }

    @Override
    public boolean claim(String orderId, String xid) {
        if (mapper.claim(orderId, xid) == 1) return true;
        ReservationRow row = mapper.find(orderId);
        return row != null && row.status().equals(ReservationStatus.HELD.name()) && xid.equals(row.checkoutXid());
    }

    @Override
    public boolean unclaim(String orderId, String xid) {
        return mapper.unclaim(orderId, xid) == 1;
    }

    private static void bind(PreparedStatement statement, int first, Reservation reservation) throws SQLException {
        Attempt attempt = reservation.attempt();
        int next = first;
        statement.setString(next++, attempt.orderId());
        statement.setLong(next++, reservation.item().campaignId());
        statement.setLong(next++, reservation.item().itemId());
        statement.setString(next++, reservation.batchId());
        statement.setString(next++, attempt.buyerId());
        statement.setString(next++, attempt.idempotencyKey());
        statement.setString(next++, attempt.bodyHash());
        statement.setInt(next++, attempt.quantity());
        statement.setString(next++, reservation.status().name());
        statement.setObject(next, Utc.column(reservation.admittedAt()));
    }

    static Reservation reservation(ReservationRow row) {
        return new Reservation(
                new ItemRef(row.campaignId(), row.itemId()),
                row.batchId(),
                new Attempt(row.orderId(), row.buyerId(), row.idempotencyKey(), row.bodyHash(), row.quantity()),
                ReservationStatus.valueOf(row.status()),
                row.checkoutXid(),
                Utc.instant(row.admittedAt()),
                row.returned());
    }
}
