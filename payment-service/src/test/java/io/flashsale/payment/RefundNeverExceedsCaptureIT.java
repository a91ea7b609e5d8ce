package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes back is never more than what came in, and each refund goes back once. */
class RefundNeverExceedsCaptureIT extends PaymentIT {

    @Test
    void givesBackFromTheWalletNoMoreThanWasCaptured() throws Exception {
        String buyer = fresh("b");
        String order = paidFromWallet(buyer, 1000);
        List<Answer> answers = rivalRefunds(order, 300);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.code().equals("refund-exceeds-capture")))
                .hasSize(9);
        assertThat(purse(buyer)).isEqualTo(new Purse(900, 0));
        assertThat(refundedOf(order)).isEqualTo(900);
    }

    @Test
    void givesBackAtTheProviderNoMoreThanWasCaptured() throws Exception {
        String order = fresh("o");
        String paymentId = paidAtProvider(order, 1000);
        List<Answer> answers = rivalRefunds(order, 300);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.code().equals("refund-exceeds-capture")))
                .hasSize(9);
        assertThat(refundedOf(order)).isEqualTo(900);
        assertThat(bookOf(paymentId).path("refunded").asLong()).isEqualTo(900);
    }

    @Test
    void makesARefundOnceHoweverOftenItIsAskedFor() throws Exception {
        String buyer = fresh("b");
        String order = paidFromWallet(buyer, 1000);
        String refundId = fresh("r");
        List<Callable<Answer>> same = IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(i -> () -> refund(refundId, order, 400))
                .toList();
        assertThat(concurrently(same)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("status").asString()).isEqualTo("REFUNDED");
        });
        assertThat(purse(buyer)).isEqualTo(new Purse(400, 0));
        assertThat(refund(refundId, order, 500).code()).isEqualTo("refund-id-reused");
    }

    @Test
    void asksTheProviderBeforeItRepeatsARefundWhoseAnswerWasLost() {
        String order = fresh("o");
        String paymentId = paidAtProvider(order, 1000);
        String refundId = fresh("r");
        planFault("lose-refund-answer", 1);

        Answer unknown = refund(refundId, order, 1000);
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.retryAfter()).isNotBlank();
        assertThat(refund(fresh("r"), order, 1).code()).isEqualTo("refund-exceeds-capture");

        // Sent again, it would fail; asked about, it is there.
        planFault("fail-refund", 1);
        assertThat(refund(refundId, order, 1000).status()).isEqualTo(200);
        planFault("fail-refund", 0);
        assertThat(bookOf(paymentId).path("refunded").asLong()).isEqualTo(1000);
    }

    @Test
    void completesAnUnknownRefundEvenIfItsCallerNeverComesBack() {
        String order = fresh("o");
        String paymentId = paidAtProvider(order, 1000);
        String refundId = fresh("r");
        planFault("fail-request", 1);
        assertThat(refund(refundId, order, 700).status()).isEqualTo(503);
        await().untilAsserted(() -> assertThat(
                        jdbc.queryForObject("SELECT status FROM refund WHERE refund_id = ?", String.class, refundId))
                .isEqualTo("REFUNDED"));
        assertThat(bookOf(paymentId).path("refunded").asLong()).isEqualTo(700);
    }

    @Test
    void refusesToRefundWhatWasNeverPaid() {
        assertThat(refund(fresh("r"), fresh("o"), 100).code()).isEqualTo("nothing-captured");
        assertThat(refund(fresh("r"), fresh("o"), 0).status()).isEqualTo(422);
    }

    @Test
    void givesMoneyBackThatArrivedForAnOrderPaidAlready() {
        String buyer = fresh("b");
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, 990);
        topUp(buyer, 990);
        Answer atProvider = pay(buyer, "k1", order, "PROVIDER");
        assertThat(pay(buyer, "k2", order, "WALLET").status()).isEqualTo(201);

        buyerPaysAtProvider(atProvider.body());

        await().untilAsserted(() -> assertThat(
                        bookOf(atProvider.paymentId()).path("refunded").asLong())
                .isEqualTo(990));
        await().untilAsserted(() -> assertThat(heard.ofOrder(order)).hasSize(1));
        assertThat(sum("SELECT SUM(captured_amount - refunded_amount) FROM payment WHERE order_id = ?", order))
                .isEqualTo(990);
    }

    private List<Answer> rivalRefunds(String order, long amount) throws Exception {
        return concurrently(IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(i -> () -> refund(fresh("r"), order, amount))
                .toList());
    }

    private String paidFromWallet(String buyer, long amount) {
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, amount);
        topUp(buyer, amount);
        assertThat(pay(buyer, "k1", order, "WALLET").status()).isEqualTo(201);
        return order;
    }

    private String paidAtProvider(String order, long amount) {
        String buyer = fresh("b");
        PEERS.knowOrder(order, buyer, amount);
        Answer payment = pay(buyer, "k1", order, "PROVIDER");
        buyerPaysAtProvider(payment.body());
        await().untilAsserted(() -> assertThat(statusOf(payment.paymentId())).isEqualTo("CAPTURED"));
        return payment.paymentId();
    }

    private long refundedOf(String order) {
        return sum("SELECT refunded_amount FROM payment WHERE pays_order_id = ?", order);
    }
}
