package io.flashsale.loadtest.simulations;

import static io.flashsale.loadtest.simulations.ShopCalls.CLICK;
import static io.flashsale.loadtest.simulations.ShopCalls.ORDER;
import static io.flashsale.loadtest.simulations.ShopCalls.shopper;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.flashsale.loadtest.simulations.HistoryLine.Operation;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything a shopper does at a sale, once, for all simulations.
 *
 * <p>Attributes of the session that belong to one call start with the name of a slot, because
 * two calls of one shopper can be under way at once.
 */
final class ShopperJourney {

    private static final String ORDERS = "orders";
    private static final String ORDER_STATUS = "orderStatus";
    private static final String PERSISTED = "persisted";
    private static final String SOLD_OUT = "soldOut";
    private static final String TRIES = "tries";
    private static final String ANSWERED = "answered";
    private static final String PAY_URL = "payUrl";
    private static final String SEEN = "seenOrder";
    private static final String LOOKED = "looked";
    private static final String INSISTED = "insisted";

    private static final Slot A = new Slot("first");
    private static final Slot B = new Slot("second");

    private static final int TRIES_FOR_AN_ANSWER = 15;
    private static final int LOOKS_AT_AN_ORDER = 16;
    private static final String LOOK_WAITS_SECONDS = "5";
    /** What Retry-After asks for is 1 or 2 s; a crowd that obeys to the millisecond would come back as one. */
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    private static final Duration LONGEST_REST = Duration.ofSeconds(3);

    private static final Set<String> ENDED = Set.of("FULFILLED", "CANCELLED", "REFUNDED");

    private final ShopCalls shop;
    private final Instant buyingMoment;
    private final Instant patienceEnds;

    ShopperJourney(ShopCalls shop, Instant buyingMoment, Duration patience) {
        this.shop = shop;
        this.buyingMoment = buyingMoment;
        this.patienceEnds = buyingMoment.plus(patience);
    }

    ChainBuilder wholeSale() {
        return exec(
                shop.logIn(),
                exec(session -> session.set(ORDERS, List.of()).set(SOLD_OUT, false)),
                doIf(is(Shopper.Style.EARLY)).then(clickTooEarly()),
                shop.pauseUntil(
                        session -> clickMoment(session).minus(shopper(session).browsesFor())),
                browse(),
                shop.solveChallenge(A),
                doIf(is(Shopper.Style.TWO_KEYS)).then(shop.solveChallenge(B)),
                shop.pauseUntil(this::clickMoment),
                doIfOrElse(session -> shopper(session).style() == Shopper.Style.TWO_KEYS
                                || shopper(session).style() == Shopper.Style.SAME_KEY)
                        .then(clickTwiceAtOnce())
                        .orElse(click(this::clickMoment)),
                insist(),
                comeBack(),
                foreach(session -> session.getList(ORDERS), ORDER).on(settle()));
    }

    // Before the sale

    private ChainBuilder browse() {
        return exec(browseRequest());
    }

    private HttpRequestActionBuilder browseRequest() {
        return http("browse campaign")
                .get("/api/campaigns/" + shop.campaign())
                .check(
                        status().is(200),
                        jmesPath("items")
                                .ofList()
                                .transformWithSession((items, session) ->
                                        soldOut(items, shopper(session).sku()))
                                .saveAs(SOLD_OUT));
    }

    private static boolean soldOut(List<Object> items, String sku) {
        return items.stream()
                        .filter(item -> item instanceof Map<?, ?> fields
                                && sku.equals(fields.get("sku"))
                                && Boolean.TRUE.equals(fields.get("soldOut")))
                        .count()
                > 0;
    }

    // Buying

    private ChainBuilder clickTooEarly() {
        Function<Session, Instant> early = session -> buyingMoment
                .minus(Duration.ofMillis(800))
                .minus(shopper(session).browsesFor());
        return exec(
                shop.pauseUntil(
                        session -> early.apply(session).minus(shopper(session).browsesFor())),
                shop.solveChallenge(A),
                shop.pauseUntil(early),
                shop.nextKey(A),
                shop.sendAndRecord(Operation.BUY, A, shop.getTokenAndBuy("buy too early", A), early),
                exec(this::collectOrders));
    }

    private ChainBuilder click(@Nullable Function<Session, Instant> intended) {
        return exec(
                shop.nextKey(A),
                shop.sendAndRecord(Operation.BUY, A, shop.getTokenAndBuy(CLICK, A), intended),
                askAgainUntilAnswered(A),
                exec(this::collectOrders));
    }

    /** Gatling can send two requests of one user at once only as resources of a third: the campaign page. */
    private ChainBuilder clickTwiceAtOnce() {
        Function<Session, Boolean> sameKey = is(Shopper.Style.SAME_KEY);
        return exec(
                shop.nextKey(A),
                exec(session -> A.forgetAnswer(session)),
                shop.getToken(A),
                doIfOrElse(sameKey)
                        .then(exec(session -> A.copyTo(B, session)))
                        .orElse(shop.nextKey(B), exec(shop.getToken(B))),
                exec(session -> B.sent(
                        A.sent(session, shop.clock().instant()), shop.clock().instant())),
                doIf(session -> A.hasToken(session) && B.hasToken(session))
                        .then(exec(browseRequest().resources(shop.buy(CLICK, A), shop.buy(CLICK, B)))),
                exec(session -> shop.recordConcurrent(session, A)),
                exec(session -> shop.recordConcurrent(session, B)),
                askAgainUntilAnswered(A),
                // With one key it is one purchase, and it is asked for again only once.
                doIf(session -> !sameKey.apply(session)).then(askAgainUntilAnswered(B)),
                doIf(session -> sameKey.apply(session) && B.isAnswered(session))
                        .then(exec(dummy("same key, same answer", 0)
                                .withSuccess(session -> A.answer(session).equals(B.answer(session))))),
                exec(this::collectOrders));
    }

    /** With the same key: a click whose answer is unknown must not become a second order. */
    private ChainBuilder askAgainUntilAnswered(Slot slot) {
        return exec(session -> session.set(TRIES, 0).set(ANSWERED, slot.isAnswered(session)))
                .exec(asLongAs(session -> !session.getBoolean(ANSWERED) && session.getInt(TRIES) < TRIES_FOR_AN_ANSWER)
                        .on(
                                pause(SHORTEST_REST, LONGEST_REST),
                                shop.sendAndRecord(
                                        Operation.BUY, slot, shop.getTokenAndBuy("buy, asked again", slot), null),
                                exec(session -> session.set(TRIES, session.getInt(TRIES) + 1)
                                        .set(ANSWERED, slot.isAnswered(session)))));
    }

    /** Sold out or not: some click again and again, without looking. */
    private ChainBuilder insist() {
        return exec(session -> session.set(INSISTED, 0))
                .exec(asLongAs(session -> orders(session).isEmpty()
                                && session.getInt(INSISTED) < shopper(session).insists())
                        .on(
                                pause(SHORTEST_REST, LONGEST_REST),
                                click(null),
                                exec(session -> session.set(INSISTED, session.getInt(INSISTED) + 1))));
    }

    /** Released stock sells again: the patient come back, politely, looking before they click. */
    private ChainBuilder comeBack() {
        return exec(asLongAs(session -> orders(session).isEmpty()
                        && wouldComeBack(session)
                        && shop.clock().instant().isBefore(patienceEnds))
                .on(
                        pause(session -> shopper(session).retriesEvery()),
                        browse(),
                        doIf(session -> !session.getBoolean(SOLD_OUT)).then(click(null))));
    }

    private static boolean wouldComeBack(Session session) {
        String code = A.code(session);
        return "not-open-yet".equals(code)
                || ("sold-out".equals(code) && shopper(session).patient());
    }

    private Session collectOrders(Session session) {
        List<String> won = new ArrayList<>(orders(session));
        for (Slot slot : List.of(A, B)) {
            String order = slot.order(session);
            if (order != null && !won.contains(order)) {
                won.add(order);
            }
        }
        return session.set(ORDERS, List.copyOf(won));
    }

    // After winning

    private ChainBuilder settle() {
        return exec(
                exec(session -> session.remove(SEEN).set(PERSISTED, false).set(ORDER_STATUS, "")),
                lookUntil(session -> session.getBoolean(PERSISTED)),
                pause(session -> shopper(session).thinksFor()),
                doIf(session -> shopper(session).payment() != Shopper.Payment.NEVER)
                        .then(
                                doIfOrElse(session -> shopper(session).payment() == Shopper.Payment.WALLET)
                                        .then(payByWallet())
                                        .orElse(payAtProvider()),
                                doIf(session -> A.isOk(session))
                                        .then(
                                                lookUntil(session -> ENDED.contains(session.getString(ORDER_STATUS))),
                                                doIf(session -> shopper(session).refunds()
                                                                && "FULFILLED".equals(session.getString(ORDER_STATUS)))
                                                        .then(refund()))));
    }

    private ChainBuilder payByWallet() {
        return exec(
                untilAnswered(
                        Operation.TOP_UP,
                        session -> "topup-" + session.getString(ORDER),
                        called("top up wallet", "/api/wallet/top-ups", List.of(200, 503, 504))
                                .body(StringBody("{\"amount\":{\"amount\":#{amount},\"currency\":\"#{currency}\"}}"))),
                untilAnswered(Operation.PAY, this::paymentKey, payment("WALLET")));
    }

    private ChainBuilder payAtProvider() {
        return exec(
                untilAnswered(
                        Operation.PAY,
                        this::paymentKey,
                        payment("PROVIDER")
                                .check(jmesPath("payUrl").ofString().optional().saveAs(PAY_URL))),
                doIf(session -> A.isOk(session) && session.contains(PAY_URL))
                        .then(
                                pause(Duration.ofMillis(300)),
                                untilAnswered(
                                        Operation.CASHIER,
                                        session -> "cashier-" + session.getString(ORDER),
                                        http("pay at the cashier")
                                                .post("#{" + PAY_URL + "}/pay")
                                                .header("Content-Type", "application/x-www-form-urlencoded")
                                                .disableFollowRedirect()
                                                .check(status().saveAs(A.status()), status().in(200, 302, 303, 409)))));
    }

    private HttpRequestActionBuilder payment(String method) {
        return called("pay by " + method.toLowerCase(Locale.ROOT), "/api/payments", List.of(201, 409, 503, 504))
                .body(StringBody("{\"orderId\":\"#{order}\",\"method\":\"" + method + "\"}"));
    }

    private String paymentKey(Session session) {
        return "pay-" + session.getString(ORDER);
    }

    private ChainBuilder refund() {
        return exec(
                untilAnswered(
                        Operation.REFUND,
                        session -> "refund-" + session.getString(ORDER),
                        called("refund", "/api/orders/#{order}/refund", List.of(202, 409, 503, 504))),
                lookUntil(session -> "REFUNDED".equals(session.getString(ORDER_STATUS))));
    }

    /** Each look but the first waits at the shop until the order is another one than was seen last. */
    private ChainBuilder lookUntil(Function<Session, Boolean> seen) {
        return exec(session -> session.set(TRIES, 0))
                .exec(asLongAs(session -> !seen.apply(session) && session.getInt(TRIES) < LOOKS_AT_AN_ORDER)
                        .on(
                                exec(session -> session.set(TRIES, session.getInt(TRIES) + 1)
                                        .remove(LOOKED)),
                                doIfOrElse(session -> session.contains(SEEN))
                                        .then(look("wait for order")
                                                .queryParam("wait", LOOK_WAITS_SECONDS)
                                                .header("If-None-Match", "#{" + SEEN + "}"))
                                        .orElse(look("look at order")),
                                doIf(session -> !session.contains(LOOKED)).then(pause(SHORTEST_REST, LONGEST_REST))));
    }

    private static HttpRequestActionBuilder look(String name) {
        return http(name)
                .get("/api/orders/#{order}")
                .header("Authorization", "Bearer #{token}")
                .check(
                        status().in(200, 304, 503, 504),
                        header("ETag").optional().saveAs(SEEN),
                        header("ETag").optional().saveAs(LOOKED))
                .checkIf((response, session) -> response.status().code() == 200)
                .then(
                        jmesPath("status").saveAs(ORDER_STATUS),
                        jmesPath("amount.amount").ofLong().saveAs("amount"),
                        jmesPath("amount.currency").saveAs("currency"),
                        jmesPath("length(history) > `0`").ofBoolean().saveAs(PERSISTED));
    }

    private HttpRequestActionBuilder called(String name, String path, List<Integer> expected) {
        return http(name)
                .post(path)
                .header("Authorization", "Bearer #{token}")
                .header("Idempotency-Key", "#{" + A.key() + "}")
                .check(
                        status().saveAs(A.status()),
                        jmesPath("code").ofString().optional().saveAs(A.code()),
                        status().in(expected));
    }

    /** Sends until the answer is definite, always with the same key. */
    private ChainBuilder untilAnswered(Operation op, Function<Session, String> key, HttpRequestActionBuilder request) {
        return exec(session ->
                        A.forget(session).set(A.key(), key.apply(session)).set(TRIES, 0))
                .exec(asLongAs(session -> !A.isAnswered(session) && session.getInt(TRIES) < TRIES_FOR_AN_ANSWER)
                        .on(
                                doIf(session -> session.getInt(TRIES) > 0).then(pause(SHORTEST_REST, LONGEST_REST)),
                                shop.sendAndRecord(op, A, request, null),
                                exec(session -> session.set(TRIES, session.getInt(TRIES) + 1))));
    }

    // Small words

    private Instant clickMoment(Session session) {
        return buyingMoment.plus(shopper(session).clicksAfter());
    }

    private static Function<Session, Boolean> is(Shopper.Style style) {
        return session -> shopper(session).style() == style;
    }

    private static List<String> orders(Session session) {
        return session.getList(ORDERS);
    }
}
