package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wallet, order and reservation move together or not at all; a request has one outcome, however often it is sent. */
class WalletCheckoutIsAllOrNothingIT extends PaymentIT {

    private static final Logger LOG = LoggerFactory.getLogger(WalletCheckoutIsAllOrNothingIT.class);

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void capturesTheWalletAndTellsTheOthers() {
        String buyer = fresh("b");
        String order = order(buyer, 990);
        topUp(buyer, 1000);

        Answer paid = pay(buyer, "k1", order, "WALLET");

        assertThat(paid.status()).isEqualTo(201);
        assertThat(paid.paymentStatus()).isEqualTo("CAPTURED");
        assertThat(purse(buyer)).isEqualTo(new Purse(10, 0));
        assertThat(PEERS.checkouts(order))
                .hasSize(2)
                .allSatisfy(checkout -> assertThat(checkout.xid()).isNotBlank());
        await().untilAsserted(() -> assertThat(heard.ofOrder(order))
                .containsExactly(new Heard.Captured(paid.paymentId(), order, buyer, 990, "CNY", "WALLET")));
    }

    @Test
    void givesTheHoldBackWhenTheOrderCannotBePaid() {
        String buyer = fresh("b");
        String order = order(buyer, 990);
        topUp(buyer, 1000);
        PEERS.orderCheckoutAnswers(order, 409, "order-not-payable");

        Answer refused = pay(buyer, "k1", order, "WALLET");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("order-not-payable");
        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));
        assertThat(pay(buyer, "k1", order, "WALLET").code()).isEqualTo("order-not-payable");
        assertThat(PEERS.checkouts(order)).hasSize(1);
    }

    @Test
    void givesTheHoldBackWhenTheReservationIsGone() {
        String buyer = fresh("b");
        String order = order(buyer, 990);
        topUp(buyer, 1000);
        PEERS.reservationCheckoutAnswers(order, 409, "reservation-not-held");

        assertThat(pay(buyer, "k1", order, "WALLET").code()).isEqualTo("order-not-payable");
        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));
    }

    @Test
    void takesNothingWhenAPeerFailsAndPaysOnceItIsBack() {
        String buyer = fresh("b");
        String order = order(buyer, 990);
        topUp(buyer, 1000);
        PEERS.reservationCheckoutAnswers(order, 500, "internal-error");

        Answer unavailable = pay(buyer, "k1", order, "WALLET");
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.retryAfter()).isNotBlank();
        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));

        PEERS.reservationCheckoutAnswers(order, 503, "not-yet");
        assertThat(pay(buyer, "k1", order, "WALLET").status()).isEqualTo(503);
        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));

        PEERS.reservationCheckoutAnswers(order, 200, "");
        assertThat(pay(buyer, "k1", order, "WALLET").paymentStatus()).isEqualTo("CAPTURED");
        assertThat(purse(buyer)).isEqualTo(new Purse(10, 0));
        assertThat(sum("SELECT COUNT(*) FROM payment WHERE order_id = ?", order))
                .isEqualTo(1);
    }

    @Test
    void refusesWhatTheWalletDoesNotHold() {
        String buyer = fresh("b");
        String order = order(buyer, 990);
        topUp(buyer, 989);
        assertThat(pay(buyer, "k1", order, "WALLET").code()).isEqualTo("insufficient-funds");
        assertThat(PEERS.checkouts(order)).isEmpty();
        topUp(buyer, 1);
        assertThat(pay(buyer, "k1", order, "WALLET").code()).isEqualTo("insufficient-funds");
        assertThat(pay(buyer, "k2", order, "WALLET").paymentStatus()).isEqualTo("CAPTURED");
    }

    @Test
    void anotherBuyersOrderCannotBePaidAndItsPaymentNotSeen() {
        String buyer = fresh("b");
        String order = order(buyer, 990);
        topUp(buyer, 990);
        String other = fresh("other");
        topUp(other, 5000);

        assertThat(pay(other, "k1", order, "WALLET").status()).isEqualTo(404);
        assertThat(purse(other)).isEqualTo(new Purse(5000, 0));
        String paymentId =
                pay(buyer, "k1", order, "WALLET").body().path("paymentId").asString();
        assertThat(payment(buyer, paymentId).status()).isEqualTo(200);
        assertThat(payment(other, paymentId).status()).isEqualTo(404);
    }

    @Test
    void answersTheSameKeyTheSameAndAnotherBodyWithARefusal() {
        String buyer = fresh("b");
        String order = order(buyer, 300);
        topUp(buyer, 1000);
        Answer first = pay(buyer, "k1", order, "WALLET");
        Answer second = pay(buyer, "k1", order, "WALLET");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(purse(buyer)).isEqualTo(new Purse(700, 0));

        Answer other = pay(buyer, "k1", order(buyer, 300), "WALLET");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(pay(buyer, "k1", order, "PROVIDER").status()).isEqualTo(422);
    }

    @Test
    void takesTheMoneyOnceWhenOneRequestIsSentManyTimesAtOnce() throws Exception {
        String buyer = fresh("b");
        String order = order(buyer, 100);
        topUp(buyer, 1000);
        List<Callable<Answer>> same = IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(i -> () -> pay(buyer, "k1", order, "WALLET"))
                .toList();
        List<Answer> answers = concurrently(same);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 503));
        await().untilAsserted(() ->
                assertThat(pay(buyer, "k1", order, "WALLET").status()).isEqualTo(201));
        assertThat(purse(buyer)).isEqualTo(new Purse(900, 0));
    }

    @Test
    void paysAnOrderOnceHoweverManyPaymentsAreMade() throws Exception {
        String buyer = fresh("b");
        String order = order(buyer, 100);
        topUp(buyer, 1000);
        List<Callable<Answer>> rivals = IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> pay(buyer, "k" + i, order, "WALLET"))
                .toList();
        List<Answer> answers = concurrently(rivals);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.code().equals("order-not-payable")))
                .hasSize(7);
        await().untilAsserted(() -> assertThat(purse(buyer)).isEqualTo(new Purse(900, 0)));
    }

    @Test
    void keepsOneWalletExactUnderManyPaymentsAtOnce() throws Exception {
        String buyer = fresh("b");
        topUp(buyer, 1000);
        List<Callable<Answer>> payments = IntStream.range(0, 64)
                .<Callable<Answer>>mapToObj(i -> {
                    String order = order(buyer, 90);
                    return () -> payUntilDecided(buyer, "k" + i, order);
                })
                .toList();
        long deadlocks = deadlocks();
        long begun = System.nanoTime();
        List<Answer> answers = concurrently(payments);
        LOG.info(
                "64 threads on one wallet: 64 payments tried {} times in {} ms, {} deadlocks",
                tries.get(),
                (System.nanoTime() - begun) / 1_000_000,
                deadlocks() - deadlocks);
        assertThat(deadlocks()).isEqualTo(deadlocks);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(11);
        assertThat(answers.stream().filter(answer -> answer.code().equals("insufficient-funds")))
                .hasSize(53);
        assertThat(purse(buyer)).isEqualTo(new Purse(10, 0));
        assertThat(sum("SELECT SUM(balance_change) FROM wallet_entry WHERE buyer_id = ?", buyer))
                .isEqualTo(10);
        assertThat(sum("SELECT SUM(held_change) FROM wallet_entry WHERE buyer_id = ?", buyer))
                .isZero();
        assertThat(sum("SELECT SUM(captured_amount) FROM payment WHERE buyer_id = ?", buyer))
                .isEqualTo(990);
    }

    @Test
    void hidesOtherPeoplesOrdersAndPayments() {
        String buyer = fresh("b");
        String order = order(buyer, 100);
        topUp(buyer, 100);
        topUp("thief", 100);
        assertThat(pay("thief", fresh("k"), order, "WALLET").status()).isEqualTo(404);
        Answer paid = pay(buyer, "k1", order, "WALLET");
        assertThat(payment(buyer, paid.paymentId()).status()).isEqualTo(200);
        assertThat(payment("thief", paid.paymentId()).status()).isEqualTo(404);
    }

    @Test
    void refusesOrdersThatDoNotWaitForMoneyAndRequestsThatAreNotValid() {
        String buyer = fresh("b");
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, 100, "CANCELLED");
        assertThat(pay(buyer, "k1", order, "WALLET").code()).isEqualTo("order-not-payable");
        assertThat(pay(buyer, "not a key", order, "WALLET").status()).isEqualTo(422);
        assertThat(pay(buyer, "k2", order, "CASH").status()).isEqualTo(422);
        assertThat(topUp(buyer, -1).status()).isEqualTo(422);
        assertThat(topUp(buyer, 0).status()).isEqualTo(422);
    }

    /** Whoever is told that too many are paying comes again with the same key, as shoppers do. */
    private Answer payUntilDecided(String buyer, String key, String order) {
        tries.incrementAndGet();
        Answer answer = pay(buyer, key, order, "WALLET");
        for (int again = 1; answer.status() == 503; again++) {
            tries.incrementAndGet();
            answer = pay(buyer, key, order, "WALLET");
            if (again > 100) {
                throw new AssertionError("payment " + key + " is not decided: " + answer);
            }
        }
        return answer;
    }

    private long deadlocks() {
        return Long.parseLong(String.valueOf(
                jdbc.queryForMap("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'").get("VALUE")));
    }

    private static String order(String buyer, long amount) {
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, amount);
        return order;
    }
}
