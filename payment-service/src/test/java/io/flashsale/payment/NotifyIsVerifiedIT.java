package io.flashsale.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money is believed when the provider said so, said so to us, said so now, and says so again when asked. */
class NotifyIsVerifiedIT extends PaymentIT {

    @Test
    void capturesWhatTheProviderReports() {
        Initiated payment = initiate(990);
        buyerPaysAtProvider(payment.body());
        await().untilAsserted(() -> assertThat(statusOf(payment.id())).isEqualTo("CAPTURED"));
        await().untilAsserted(() -> assertThat(heard.ofOrder(payment.order()))
                .containsExactly(
                        new Heard.Captured(payment.id(), payment.order(), payment.buyer(), 990, "CNY", "PROVIDER")));
        await().untilAsserted(() -> assertThat(
                        bookOf(payment.id()).path("acknowledged").asBoolean())
                .isTrue());
        assertThat(verdicts(payment.id())).isEqualTo("ACCEPTED");
    }

    @Test
    void refusesABodyThatWasChangedAndStillTakesTheGenuineOne() {
        Initiated payment = paidBehindAClosedDoor(990);
        byte[] genuine = reportOf(payment.id());
        String forged = new String(genuine, UTF_8).replace("total_amount=9.90", "total_amount=0.01");
        long before = refusedFor("WRONG_SIGNATURE");

        assertThat(notifyService(forged.getBytes(UTF_8))).isEqualTo("failure");
        assertThat(statusOf(payment.id())).isEqualTo("INITIATED");
        assertThat(refusedFor("WRONG_SIGNATURE")).isEqualTo(before + 1);

        assertThat(notifyService(genuine)).isEqualTo("success");
        await().untilAsserted(() -> assertThat(statusOf(payment.id())).isEqualTo("CAPTURED"));
    }

    @Test
    void refusesAnotherAmountEvenUnderTheProvidersSignature() {
        Initiated payment = paidBehindAClosedDoor(990);
        String tradeNo = bookOf(payment.id()).path("tradeNo").asString();
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.89").body()))
                .isEqualTo("failure");
        assertThat(statusOf(payment.id())).isEqualTo("INITIATED");
        assertThat(verdicts(payment.id())).isEqualTo("WRONG_AMOUNT");
    }

    @Test
    void asksTheProviderAgainBeforeItBelievesInMoney() {
        Initiated payment = initiate(990);
        String tradeNo = bookOf(payment.id()).path("tradeNo").asString();
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.90").body()))
                .isEqualTo("success");
        await().untilAsserted(() -> assertThat(verdicts(payment.id())).isEqualTo("DENIED_BY_PROVIDER"));
        assertThat(statusOf(payment.id())).isEqualTo("INITIATED");
    }

    @Test
    void countsAReplayedNotificationOnce() {
        Initiated payment = paidBehindAClosedDoor(990);
        byte[] genuine = reportOf(payment.id());
        for (int i = 0; i < 5; i++) {
            assertThat(notifyService(genuine)).isEqualTo("success");
        }
        await().untilAsserted(() -> assertThat(sum("SELECT captured_amount FROM payment WHERE id = ?", payment.id()))
                .isEqualTo(990));
        assertThat(sum("SELECT COUNT(*) FROM provider_notification WHERE payment_id = ?", payment.id()))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(heard.ofOrder(payment.order())).hasSize(1));
    }

    @Test
    void capturesOnceWhatIsReportedUnderTwoIds() {
        Initiated payment = paidBehindAClosedDoor(990);
        String tradeNo = bookOf(payment.id()).path("tradeNo").asString();
        notifyService(new SignedNotification(payment.id(), tradeNo, "9.90").body());
        await().untilAsserted(() -> assertThat(verdicts(payment.id())).isEqualTo("ACCEPTED"));
        String captured = captureOf(payment.id());

        notifyService(new SignedNotification(payment.id(), tradeNo, "9.90").body());
        await().untilAsserted(() -> assertThat(verdicts(payment.id())).isEqualTo("ACCEPTED,ACCEPTED"));

        assertThat(captureOf(payment.id())).isEqualTo(captured);
        await().untilAsserted(() -> assertThat(heard.ofOrder(payment.order())).hasSize(1));
    }

    @Test
    void refusesWhatIsTooOldOrForSomebodyElseOrUnreadable() {
        Initiated payment = paidBehindAClosedDoor(990);
        String tradeNo = bookOf(payment.id()).path("tradeNo").asString();
        Instant past = Instant.now().minus(Duration.ofMinutes(10));
        Instant future = Instant.now().plus(Duration.ofMinutes(10));
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.90")
                        .sentAt(past)
                        .body()))
                .isEqualTo("failure");
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.90")
                        .sentAt(future)
                        .body()))
                .isEqualTo("failure");
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.90")
                        .with("app_id", "2026000100000002")
                        .body()))
                .isEqualTo("failure");
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.90")
                        .with("seller_id", "2088000000000002")
                        .body()))
                .isEqualTo("failure");
        assertThat(notifyService("not a form".getBytes(UTF_8))).isEqualTo("failure");
        assertThat(notifyService(new SignedNotification(fresh("p"), tradeNo, "9.90").body()))
                .isEqualTo("failure");
        assertThat(statusOf(payment.id())).isEqualTo("INITIATED");
    }

    @Test
    void believesTheOldAndTheNewKeyWhileTheProviderChangesItAndNoOther() {
        Initiated payment = paidBehindAClosedDoor(990);
        String tradeNo = bookOf(payment.id()).path("tradeNo").asString();
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.90")
                        .signedBy(RsaKey.random().privateKey())
                        .body()))
                .isEqualTo("failure");
        assertThat(notifyService(new SignedNotification(payment.id(), tradeNo, "9.90")
                        .signedBy(NEXT_PROVIDER_KEY.privateKey())
                        .body()))
                .isEqualTo("success");
        await().untilAsserted(() -> assertThat(statusOf(payment.id())).isEqualTo("CAPTURED"));
    }

    @Test
    void decidesLaterWhenTheProviderCannotBeAskedAndHasAnsweredItAlready() {
        Initiated payment = paidBehindAClosedDoor(990);
        planFault("fail-request", 1);
        assertThat(notifyService(reportOf(payment.id()))).isEqualTo("success");
        await().untilAsserted(() -> assertThat(verdicts(payment.id())).isEqualTo("ACCEPTED"));
        assertThat(statusOf(payment.id())).isEqualTo("CAPTURED");
    }

    @Test
    void refusesWhatTheProviderMisstatesAndTakesItsCorrection() {
        Initiated payment = initiate(990);
        planFault("misstate-notification", 1);
        buyerPaysAtProvider(payment.body());
        await().untilAsserted(() -> assertThat(verdicts(payment.id())).isEqualTo("ACCEPTED"));
        Initiated other = initiate(990);
        planFault("forge-notification", 1);
        buyerPaysAtProvider(other.body());
        await().untilAsserted(() -> assertThat(verdicts(other.id())).isEqualTo("ACCEPTED"));
        assertThat(statusOf(other.id())).isEqualTo("CAPTURED");
    }

    @Test
    void findsMoneyNobodyReportedBeforeTheOrdersTimeIsOver() {
        String buyer = fresh("b");
        String order = fresh("o");
        Instant payBefore = Instant.now().plusSeconds(8);
        PEERS.knowOrder(order, buyer, 990, "PENDING_PAYMENT", payBefore);
        Answer initiated = pay(buyer, "k1", order, "PROVIDER");
        planFault("lose-notification", 1);
        buyerPaysAtProvider(initiated.body());
        await().untilAsserted(() -> assertThat(statusOf(initiated.paymentId())).isEqualTo("CAPTURED"));
        assertThat(Instant.now()).isBefore(payBefore);
    }

    @Test
    void asksOnItsOwnWhenTheNotificationIsLost() {
        Initiated payment = initiate(990);
        planFault("lose-notification", 1);
        buyerPaysAtProvider(payment.body());
        await().untilAsserted(() -> assertThat(statusOf(payment.id())).isEqualTo("CAPTURED"));
        assertThat(sum("SELECT COUNT(*) FROM provider_notification WHERE payment_id = ?", payment.id()))
                .isZero();
    }

    private Initiated paidBehindAClosedDoor(long amount) {
        DOORWAY.setOpen(false);
        Initiated payment = initiate(amount);
        buyerPaysAtProvider(payment.body());
        await().until(() -> DOORWAY.arrived().stream().anyMatch(body -> mentions(body, payment.id())));
        return payment;
    }

    private static byte[] reportOf(String paymentId) {
        return DOORWAY.arrived().stream()
                .filter(body -> mentions(body, paymentId))
                .findFirst()
                .orElseThrow();
    }

    private static boolean mentions(byte[] body, String paymentId) {
        return new String(body, UTF_8).contains(paymentId);
    }

    private Initiated initiate(long amount) {
        String buyer = fresh("b");
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, amount);
        Answer initiated = pay(buyer, "k1", order, "PROVIDER");
        assertThat(initiated.status()).isEqualTo(201);
        assertThat(initiated.paymentStatus()).isEqualTo("INITIATED");
        return new Initiated(initiated.paymentId(), order, buyer, initiated.body());
    }

    private String verdicts(String paymentId) {
        return String.join(
                ",",
                jdbc.queryForList(
                        "SELECT verdict FROM provider_notification WHERE payment_id = ?", String.class, paymentId));
    }

    private String captureOf(String paymentId) {
        return String.valueOf(jdbc.queryForMap(
                "SELECT captured_amount, captured_at, provider_trade_no FROM payment WHERE id = ?", paymentId));
    }

    private long refusedFor(String verdict) {
        return sum("SELECT COUNT(*) FROM provider_notification WHERE verdict = ?", verdict);
    }

    private record Initiated(String id, String order, String buyer, JsonNode body) {}
}
