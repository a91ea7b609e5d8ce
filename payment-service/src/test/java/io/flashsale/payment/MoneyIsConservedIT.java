package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever the provider does wrong, in whatever order: no money appears, none disappears, and its books say the same. */
class MoneyIsConservedIT extends PaymentIT {

    private static final List<String> FAULTS = List.of(
            "lose-notification",
            "repeat-notification",
            "lose-refund-answer",
            "fail-request",
            "forge-notification",
            "misstate-notification",
            "delay-notification",
            "lose-payment-answer",
            "fail-refund");

    @Test
    void isTheSameInBothBooksAfterEveryFaultAtOnce() throws Exception {
        Random random = new Random(7);
        List<Bought> bought = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            planFault(FAULTS.get(i % FAULTS.size()), 1);
            String buyer = fresh("b");
            String order = fresh("o");
            long amount = random.nextLong(100, 1000);
            PEERS.knowOrder(order, buyer, amount);
            topUp(buyer, 1000);
            boolean wallet = i % 3 == 0;
            Answer payment = payUntilAccepted(buyer, order, wallet ? "WALLET" : "PROVIDER", i % 4 == 0 ? 50 : 0);
            if (!wallet) {
                pressPay(payment.body());
            }
            bought.add(new Bought(buyer, order, payment.paymentId()));
        }
        for (Bought one : bought) {
            await().untilAsserted(() -> assertThat(statusOf(one.payment())).isEqualTo("CAPTURED"));
        }
        List<Callable<Answer>> refunds = new ArrayList<>();
        for (Bought one : bought) {
            String refundId = fresh("r");
            refunds.add(() -> refund(refundId, one.order(), 40));
            refunds.add(() -> refund(refundId, one.order(), 40));
        }
        planFault("fail-refund", 3);
        planFault("lose-refund-answer", 3);
        concurrently(refunds);
        await().untilAsserted(() -> assertThat(sum(
                        "SELECT COUNT(*) FROM refund WHERE status <> 'REFUNDED' AND order_id IN (" + in(bought) + ")"))
                .isZero());
        FAULTS.forEach(fault -> planFault(fault, 0));

        for (Bought one : bought) {
            long captured = sum("SELECT captured_amount FROM payment WHERE id = ?", one.payment());
            long refunded = sum("SELECT refunded_amount FROM payment WHERE id = ?", one.payment());
            assertThat(refunded).isEqualTo(40);
            boolean wallet = sum("SELECT method = 'WALLET' FROM payment WHERE id = ?", one.payment()) == 1;
            if (wallet) {
                assertThat(purse(one.buyer())).isEqualTo(new Purse(1000 - captured + refunded, 0));
            } else {
                JsonNode book = bookOf(one.payment());
                assertThat(book.path("captured").asLong()).isEqualTo(captured);
                assertThat(book.path("refunded").asLong()).isEqualTo(refunded);
                assertThat(purse(one.buyer())).isEqualTo(new Purse(1000, 0));
            }
            await().untilAsserted(() -> assertThat(heard.ofOrder(one.order())).hasSize(1));
        }
        assertThat(sum(
                        "SELECT COUNT(*) FROM wallet w WHERE w.balance <> (SELECT SUM(e.balance_change) FROM wallet_entry e"
                                + " WHERE e.buyer_id = w.buyer_id)"))
                .isZero();
    }

    private Answer payUntilAccepted(String buyer, String order, String method, long points) {
        Answer answer = pay(buyer, "k1", order, method, points, null);
        for (int tries = 1; answer.status() == 503 && tries < 20; tries++) {
            answer = pay(buyer, "k1", order, method, points, null);
        }
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer;
    }

    private void pressPay(JsonNode payment) {
        plain(HttpRequest.newBuilder(URI.create(payment.path("payUrl").asString() + "/pay"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static String in(List<Bought> bought) {
        return String.join(
                ",", bought.stream().map(one -> "'" + one.order() + "'").toList());
    }

    private record Bought(String buyer, String order, String payment) {}
}
