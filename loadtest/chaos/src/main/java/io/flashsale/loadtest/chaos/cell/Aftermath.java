package io.flashsale.loadtest.chaos.cell;

import io.flashsale.loadtest.auditor.Stores;
import io.flashsale.loadtest.auditor.Stores.Database;
import io.flashsale.loadtest.chaos.crowd.History;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left of one sale when everything rests.
 *
 * @param orders      that were stored, whatever became of them
 * @param buyers      who ever had one
 * @param keys        under which they were ordered
 * @param rejected    reservations the ledger refused
 * @param promisedAgain orders whose units come from another batch than the one that admitted them
 * @param forgeries   verdicts about notifications that were changed on their way, of all sales since the stores were empty
 * @param undecided   calls that were never answered definitely
 */
record Aftermath(
        long units,
        long orders,
        long buyers,
        Set<String> keys,
        long rejected,
        long promisedAgain,
        List<String> forgeries,
        History history,
        Map<String, String> undecided) {

    /** The provider changes the amount, when it is told to, after it has signed; nothing costs so little. */
    private static final String FORGERIES =
            "SELECT verdict FROM provider_notification WHERE raw_body LIKE '%total_amount=0.01%'";

    static Aftermath of(String campaign, long units, Stores stores, History history, Map<String, String> undecided) {
        Database orders = stores.orders();
        Database inventory = stores.inventory();
        return new Aftermath(
                units,
                count(orders, "SELECT COUNT(*) FROM orders WHERE campaign_id = ?", campaign),
                count(orders, "SELECT COUNT(DISTINCT buyer_id) FROM orders WHERE campaign_id = ?", campaign),
                Set.copyOf(texts(orders, "SELECT idempotency_key FROM orders WHERE campaign_id = ?", campaign)),
                count(
                        inventory,
                        "SELECT COUNT(*) FROM reservation WHERE status = 'REJECTED' AND campaign_id = ?",
                        campaign),
                promisedAgain(orders, inventory, campaign),
                texts(stores.payment(), FORGERIES),
                history,
                undecided);
    }

    private static long promisedAgain(Database orders, Database inventory, String campaign) {
        String promise = "CONCAT(%s, ' ', batch_id)";
        Set<String> held = new HashSet<>(texts(
                inventory,
                "SELECT " + promise.formatted("order_id")
                        + " FROM reservation WHERE status <> 'REJECTED' AND campaign_id = ?",
                campaign));
        texts(orders, "SELECT " + promise.formatted("id") + " FROM orders WHERE campaign_id = ?", campaign)
                .forEach(held::remove);
        return held.size();
    }

    private static long count(Database database, String query, String campaign) {
        return Long.parseLong(texts(database, query, campaign).getFirst());
    }

    private static List<String> texts(Database database, String query, String... campaign) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < campaign.length; i++) {
                statement.setLong(i + 1, Long.parseLong(campaign[i]));
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + database, e);
        }
    }
}
