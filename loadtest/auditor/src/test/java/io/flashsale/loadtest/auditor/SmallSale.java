package io.flashsale.loadtest.auditor;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import redis.clients.jedis.Jedis;

/**
 * A sale of six orders that went well, written into real stores with the services' own schemas: alice paid by wallet,
 * bob ran out of time, carol paid at the provider and was refunded, dave paid at the provider, frank bought the only
 * case by wallet, and erin was told so.
 */
final class SmallSale {

    private final Instant started = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
    private final SaleStores stores;
    private final Path history = Path.of("target", "history.jsonl");

    SmallSale(SaleStores stores) {
        this.stores = stores;
    }

    Stores stores() {
        return stores.addresses();
    }

    Instant started() {
        return started;
    }

    Path history() {
        return history;
    }

    Jedis redis() {
        return stores.redis();
    }

    void remember(String line) throws IOException {
        Files.writeString(
                history,
                Files.readString(history) + line.replace("$TIME", at(30)).replace('\'', '"') + "\n");
    }

    void books(String trades) {
        stores.books("{'totals':{'trades':2,'captured':0,'refunded':0},'trades':[" + trades + "]}");
    }

    static String trade(String payment, long captured, long refunded) {
        return ("{'outTradeNo':'%s','tradeNo':'t','status':'TRADE_SUCCESS','amount':99000,'captured':%d,'refunded':%d,"
                        + "'paidAt':null,'acknowledged':true}")
                .formatted(payment, captured, refunded);
    }

    /** Forgets everything and writes the sale that went well. */
    void write() throws SQLException, IOException {
        stores.empty();
        stock();
        orders();
        money();
        points();
        Files.writeString(history, "");
        bought("alice", "k1", "101", "phone");
        bought("alice", "k1", "101", "phone");
        bought("bob", "k2", "102", "phone");
        bought("carol", "k3", "103", "phone");
        bought("dave", "k4", "104", "phone");
        bought("frank", "k5", "105", "case");
        remember(
                "{'at':'$TIME','buyer':'erin','op':'buy','key':'k6','outcome':'refused','status':409,'code':'sold-out',"
                        + "'campaign':'1','sku':'case','quantity':1,'latencyMicros':5000,'lateMicros':10}");
        remember("{'at':'$TIME','buyer':'gina','op':'buy','key':'k7','outcome':'unknown','campaign':'1','sku':'phone',"
                + "'quantity':1,'latencyMicros':9000000}");
    }

    private void bought(String buyer, String key, String order, String sku) throws IOException {
        remember(("{'at':'$TIME','buyer':'%s','op':'buy','key':'%s','outcome':'ok','status':202,'orderId':'%s',"
                        + "'campaign':'1','sku':'%s','quantity':1,'latencyMicros':4000,'lateMicros':5}")
                .formatted(buyer, key, order, sku));
    }

    private void stock() throws SQLException {
        sql(
                "inventory",
                "INSERT INTO campaign (id, name, status, starts_at, ends_at, pay_within_s, created_at) VALUES"
                        + " (1, 'sale', 'OPEN', '%s', '%s', 20, '%s')",
                time(0),
                time(3_600),
                time(0));
        sql(
                "inventory",
                "INSERT INTO campaign_item (id, campaign_id, sku, name, sale_price, list_price, currency, total, held,"
                        + " sold, per_buyer_limit, epoch) VALUES (1, 1, 'phone', 'Phone', 99000, 99000, 'CNY', 10, 0,"
                        + " 2, 2, 7), (2, 1, 'case', 'Case', 1000, 1000, 'CNY', 1, 0, 1, 1, 7)");
        reservation("101", "alice", "k1", 1, "SOLD", "HOLD", "SELL");
        reservation("102", "bob", "k2", 1, "RELEASED", "HOLD", "RELEASE");
        reservation("103", "carol", "k3", 1, "RELEASED", "HOLD", "SELL", "RETURN");
        reservation("104", "dave", "k4", 1, "SOLD", "HOLD", "SELL");
        reservation("105", "frank", "k5", 2, "SOLD", "HOLD", "SELL");
        gate(1, 8, Map.of("alice", "1", "dave", "1"));
        gate(2, 0, Map.of("frank", "1"));
    }

    private void gate(int item, int available, Map<String, String> units) {
        redis().hset(
                        "fs:inv:stock:{c1.i" + item + "}",
                        Map.of("epoch", "7", "available", Integer.toString(available), "status", "OPEN"));
        redis().hset("fs:inv:buyers:{c1.i" + item + "}", units);
    }

    private void reservation(String order, String buyer, String key, int item, String status, String... kinds)
            throws SQLException {
        sql(
                "inventory",
                "INSERT INTO reservation (order_id, campaign_id, item_id, batch_id, buyer_id, idempotency_key,"
                        + " body_hash, quantity, status, admitted_at, updated_at) VALUES ('%s', 1, %d, 'b', '%s', '%s',"
                        + " 'h', 1, '%s', '%s', '%s')",
                order,
                item,
                buyer,
                key,
                status,
                time(5),
                time(9));
        for (String kind : kinds) {
            sql(
                    "inventory",
                    "INSERT INTO ledger_entry (campaign_id, item_id, order_id, buyer_id, kind, quantity, state, epoch,"
                            + " created_at) VALUES (1, %d, '%s', '%s', '%s', 1, 'DONE', 7, '%s')",
                    item,
                    order,
                    buyer,
                    kind,
                    time(9));
        }
    }

    private void orders() throws SQLException {
        order("101", "alice", "k1", "phone", 99_000, "PENDING_PAYMENT", "PAYING", "PAID", "FULFILLED");
        order("102", "bob", "k2", "phone", 99_000, "PENDING_PAYMENT", "CANCELLED");
        order("103", "carol", "k3", "phone", 99_000, "PENDING_PAYMENT", "PAID", "FULFILLED", "REFUNDING", "REFUNDED");
        order("104", "dave", "k4", "phone", 99_000, "PENDING_PAYMENT", "PAID", "FULFILLED");
        order("105", "frank", "k5", "case", 1_000, "PENDING_PAYMENT", "PAYING", "PAID", "FULFILLED");
    }

    private void order(String id, String buyer, String key, String sku, long amount, String... path)
            throws SQLException {
        sql(
                "orders",
                "INSERT INTO orders (id, buyer_id, campaign_id, sku, quantity, unit_price, amount, currency, status,"
                        + " batch_id, idempotency_key, admitted_at, expire_at, created_at, updated_at,"
                        + " token_nonce, token_valid_until) VALUES (%s, '%s', '1', '%s', 1, %d, %d, 'CNY', '%s', 'b',"
                        + " '%s', '%s', '%s', '%s', '%s', 'nonce-%s', '%s')",
                id,
                buyer,
                sku,
                amount,
                amount,
                path[path.length - 1],
                key,
                time(5),
                time(25),
                time(5),
                time(9),
                id,
                time(20));
        for (int i = 0; i < path.length; i++) {
            sql(
                    "orders",
                    "INSERT INTO order_event (order_id, seq, from_status, to_status, at) VALUES (%s, %d, %s, '%s', '%s')",
                    id,
                    i + 1,
                    i == 0 ? "NULL" : "'" + path[i - 1] + "'",
                    path[i],
                    time(5 + i));
        }
    }

    private void money() throws SQLException {
        wallet("alice", 99_000, "p1", "101");
        wallet("frank", 1_000, "p5", "105");
        payment("p3", "103", "carol", "PROVIDER", 99_000, 99_000);
        payment("p4", "104", "dave", "PROVIDER", 99_000, 0);
        sql(
                "payment",
                "INSERT INTO refund (refund_id, payment_id, order_id, amount, currency, status, created_at) VALUES"
                        + " ('r3', 'p3', '103', 99000, 'CNY', 'REFUNDED', '%s')",
                time(9));
        books(trade("p3", 99_000, 99_000) + "," + trade("p4", 99_000, 0));
    }

    private void wallet(String buyer, long amount, String payment, String order) throws SQLException {
        sql("payment", "INSERT INTO wallet (buyer_id, balance, held, currency) VALUES ('%s', 0, 0, 'CNY')", buyer);
        walletEntry(buyer, "TOP_UP", payment, amount, 0);
        walletEntry(buyer, "HOLD", payment, -amount, amount);
        walletEntry(buyer, "CAPTURE", payment, 0, -amount);
        payment(payment, order, buyer, "WALLET", amount, 0);
    }

    private void walletEntry(String buyer, String kind, String reference, long balance, long held) throws SQLException {
        sql(
                "payment",
                "INSERT INTO wallet_entry (buyer_id, reference, kind, balance_change, held_change, created_at) VALUES"
                        + " ('%s', '%s', '%s', %d, %d, '%s')",
                buyer,
                reference,
                kind,
                balance,
                held,
                time(8));
    }

    private void payment(String id, String order, String buyer, String method, long captured, long refunded)
            throws SQLException {
        sql(
                "payment",
                "INSERT INTO payment (id, order_id, buyer_id, method, amount, currency, status, attempt,"
                        + " idempotency_key, captured_amount, refunded_amount, pays_order_id, queries, created_at,"
                        + " captured_at) VALUES ('%s', '%s', '%s', '%s', %d, 'CNY', 'CAPTURED', 1, 'k-%s', %d, %d,"
                        + " '%s', 0, '%s', '%s')",
                id,
                order,
                buyer,
                method,
                captured,
                id,
                captured,
                refunded,
                order,
                time(8),
                time(8));
        sql("orders", "UPDATE orders SET payment_id = '%s' WHERE id = %s", id, order);
    }

    private void points() throws SQLException {
        points("101", "alice", 990, 990);
        points("103", "carol", 990, 0);
        points("104", "dave", 990, 990);
        points("105", "frank", 10, 10);
        pointsEntry("103", "REVERSAL", "carol", -990);
    }

    private void points(String order, String buyer, long granted, long balance) throws SQLException {
        sql("reward", "INSERT INTO points_account (buyer_id, balance, debt) VALUES ('%s', %d, 0)", buyer, balance);
        pointsEntry(order, "GRANT", buyer, granted);
    }

    private void pointsEntry(String order, String kind, String buyer, long points) throws SQLException {
        pointsLine(order, kind, "AVAILABLE", buyer, points);
        pointsLine(order, kind, "ISSUED", buyer, -points);
    }

    private void pointsLine(String order, String kind, String account, String buyer, long points) throws SQLException {
        sql(
                "reward",
                "INSERT INTO points_entry (order_id, kind, reference, account, buyer_id, points, created_at)"
                        + " VALUES ('%s', '%s', 'base', '%s', '%s', %d, '%s')",
                order,
                kind,
                account,
                buyer,
                points,
                time(8));
    }

    private String at(long seconds) {
        return started.plusSeconds(seconds).toString();
    }

    /** As the services store it: UTC, without saying so. */
    String time(long seconds) {
        return at(seconds).replace("T", " ").replace("Z", "");
    }

    @FormatMethod
    private void sql(String database, @FormatString String statement, Object... arguments) throws SQLException {
        stores.sql(database, statement, arguments);
    }
}
