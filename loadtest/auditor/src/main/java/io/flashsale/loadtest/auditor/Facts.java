package io.flashsale.loadtest.auditor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the stores held when they were read, in no one's own types: the auditor believes no service.
 *
 * @param gates   by item id; items whose gate key is not there are absent
 * @param history absent: nobody wrote one down
 */
record Facts(
        Instant at,
        Inventory inventory,
        Map<Long, Gate> gates,
        Sales sales,
        Money money,
        Points points,
        Machinery machinery,
        Optional<List<HistoryEntry>> history) {

    record Inventory(
            List<Campaign> campaigns, List<Item> items, List<Reservation> reservations, List<LedgerLine> ledger) {

        Map<Long, Campaign> campaignById() {
            return index(campaigns, Campaign::id);
        }

        Map<Long, Item> itemById() {
            return index(items, Item::id);
        }

        Map<String, Reservation> reservationByOrder() {
            return index(reservations, Reservation::orderId);
        }
    }

    record Campaign(long id, String status, Instant startsAt, Instant endsAt) {
        boolean sells() {
            return status.equals("OPEN") || status.equals("PAUSED");
        }
    }

    record Item(long id, long campaignId, String sku, long total, long held, long sold, long limit, long epoch) {
        long free() {
            return total - held - sold;
        }

        @Override
        public String toString() {
            return "campaign " + campaignId + " " + sku;
        }
    }

    record Reservation(
            String orderId,
            long campaignId,
            long itemId,
            String buyer,
            String key,
            long quantity,
            String status,
            Instant admittedAt,
            long returned) {
        boolean live() {
            return status.equals("HELD") || status.equals("SOLD");
        }

        /** Units that did not come back while others stayed sold. */
        long remaining() {
            return quantity - returned;
        }
    }

    /** One line of the stock ledger; {@code state} DONE: the gate knows it, too. */
    record LedgerLine(String orderId, long itemId, String kind, long quantity, String state, Instant at) {
        long heldChange() {
            return switch (kind) {
                case "HOLD" -> quantity;
                case "SELL", "RELEASE" -> -quantity;
                default -> 0;
            };
        }

        long soldChange() {
            return switch (kind) {
                case "SELL" -> quantity;
                case "RETURN" -> -quantity;
                default -> 0;
            };
        }

        boolean counted() {
            return !state.equals("NEW");
        }
    }

    /**
     * @param epoch     empty while the gate is closed for filling
     * @param journalled entries not in the ledger yet
     * @param dead      entries set aside because they could not be written to the ledger
     */
    record Gate(Optional<Long> epoch, long available, Map<String, Long> unitsByBuyer, long journalled, long dead) {}

    record Sales(List<Order> orders, List<Step> steps, long refundsOwed) {
        Map<String, Order> orderById() {
            return index(orders, Order::id);
        }
    }

    /**
     * @param reservationId its own id, unless it was reinstated
     * @param keeps         money it should keep while it is paid: its amount less discounts and refunds
     * @param units         those that no refund has taken
     */
    record Order(
            String id,
            String buyer,
            String campaignId,
            String sku,
            long quantity,
            long amount,
            String status,
            String key,
            Instant admittedAt,
            Instant payBefore,
            Instant updatedAt,
            @Nullable String tokenNonce,
            @Nullable Instant tokenValidUntil,
            String reservationId,
            long keeps,
            long units) {

        private static final Set<String> TERMINAL = Set.of("FULFILLED", "CANCELLED", "REFUNDED");
        private static final Set<String> HOLDING = Set.of("PENDING_PAYMENT", "PAYING");
        private static final Set<String> OWNING = Set.of("PAID", "FULFILLED", "REFUNDING");

        boolean terminal() {
            return TERMINAL.contains(status);
        }

        boolean holdsStock() {
            return HOLDING.contains(status);
        }

        boolean ownsStock() {
            return OWNING.contains(status);
        }

        boolean keepsMoney() {
            return OWNING.contains(status);
        }
    }

    record Step(String orderId, long seq, @Nullable String from, String to) {}

    record Money(
            List<Payment> payments,
            List<Refund> refunds,
            List<Wallet> wallets,
            List<WalletLine> walletLines,
            List<Trade> trades) {}

    /** @param promised what was given back or is promised back, by the payment's own row */
    record Payment(String id, String orderId, String method, long captured, long promised) {
        boolean atProvider() {
            return method.equals("PROVIDER");
        }
    }

    record Refund(String paymentId, String orderId, long amount, String status) {
        boolean done() {
            return status.equals("REFUNDED");
        }

        boolean promised() {
            return !status.equals("REFUSED");
        }
    }

    record Wallet(String buyer, long balance, long held) {}

    record WalletLine(String buyer, long balanceChange, long heldChange) {}

    /** A line of the provider's own books, where a payment goes by its own id. */
    record Trade(String payment, long captured, long refunded) {}

    record Points(List<Account> accounts, List<Entry> entries) {
        /** What orders earned and lost: the buyers' side of grants and reversals. */
        List<Entry> rewards() {
            return entries.stream()
                    .filter(entry -> entry.account().equals("AVAILABLE"))
                    .filter(entry ->
                            entry.kind().equals("GRANT") || entry.kind().equals("REVERSAL"))
                    .toList();
        }

        record Account(String buyer, long balance, long frozen, long debt) {}

        /** One of the two lines of a movement; the other one has the same order, kind and reference. */
        record Entry(String orderId, String kind, String reference, String account, String buyer, long points) {}
    }

    /**
     * @param outbox events not handed to the broker yet, per service
     */
    record Machinery(
            List<Parked> parked,
            Map<String, Long> outbox,
            List<Session> sessions,
            List<Fence> fences,
            List<Saga> sagas) {}

    record Parked(
            String service,
            String group,
            String eventId,
            String status,
            @Nullable String reason,
            String error) {}

    record Session(String xid, long status, Instant begun) {}

    /** A branch that was tried and neither confirmed nor cancelled. */
    record Fence(String service, String xid, String action, Instant begun) {}

    /** A state machine that did not succeed, or not yet. */
    record Saga(
            String id,
            @Nullable String businessKey,
            @Nullable String status,
            boolean running,
            Instant updated) {}

    static <K, V> Map<K, V> index(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity(), (first, second) -> first));
    }
}
