package io.flashsale.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.flashsale.loadtest.simulations.HistoryLine.Operation;
import io.flashsale.loadtest.simulations.HistoryLine.Outcome;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything a shopper does at a sale, once, for all simulations.
 *
 * <p>Attributes of the session that belong to one call start with the name of a slot, because
 * two calls of one shopper can be under way at once.
 */
final class ShopperJourney {

    static final String SHOPPER = "shopper";

    private static final String ORDERS = "orders";
    private static final String ORDER = "order";
    private static final String ORDER_STATUS = "orderStatus";
    private static final String PERSISTED = "persisted";
    private static final String SOLD_OUT = "soldOut";
    private static final String CLICKS = "clicks";
    private static final String TRIES = "tries";
    private static final String ANSWERED = "answered";
    private static final String PAY_URL = "payUrl";
    private static final String SEEN = "seenOrder";
    private static final String LOOKED = "looked";

    private static final Slot A = new Slot("first");
    private static final Slot B = new Slot("second");

    private static final int TRIES_FOR_AN_ANSWER = 15;
    private static final int LOOKS_AT_AN_ORDER = 16;
    private static final String LOOK_WAITS_SECONDS = "5";
    /** What Retry-After asks for is 1 or 2 s; a crowd that obeys to the millisecond would come back as one. */
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    private static final Duration LONGEST_REST = Duration.ofSeconds(3);

    /** In a browser; here it is done in a millisecond or two, as only scripts do it. */
    private static final Duration SOLVING_TAKES = Duration.ofMillis(100);
    /** Every answer to a buying click that is not an error; after 503 and 504 the same key is asked again. */
    private static final List<Integer> DECISIONS = List.of(202, 403, 409, 425, 429, 503, 504);

    private static final Set<String> ENDED = Set.of("FULFILLED", "CANCELLED", "REFUNDED");

    private final String campaign;
    private final Instant buyingMoment;
    private final Instant patienceEnds;
    private final Clock clock;
    private final Consumer<HistoryLine> history;

    ShopperJourney(
            String campaign, Instant buyingMoment, Duration patience, Clock clock, Consumer<HistoryLine> history) {
        this.campaign = campaign;
        this.buyingMoment = buyingMoment;
        this.patienceEnds = buyingMoment.plus(patience);
        this.clock = clock;
        this.history = history;
    }

    ChainBuilder wholeSale() {
        return exec(
                logIn(),
                doIf(is(Shopper.Style.EARLY)).then(clickTooEarly()),
                pauseUntil(
                        session -> clickMoment(session).minus(shopper(session).browsesFor())),
                browse(),
                solveChallenge(A),
                doIf(is(Shopper.Style.TWO_KEYS)).then(solveChallenge(B)),
                pauseUntil(this::clickMoment),
                doIfOrElse(session -> shopper(session).style() == Shopper.Style.TWO_KEYS
                                || shopper(session).style() == Shopper.Style.SAME_KEY)
                        .then(clickTwiceAtOnce())
                        .orElse(click(this::clickMoment)),
                comeBack(),
                foreach(session -> session.getList(ORDERS), ORDER).on(settle()));
    }

    // Before the sale

    private ChainBuilder logIn() {
        return exec(session -> session.set(ORDERS, List.of()).set(CLICKS, 0).set(SOLD_OUT, false))
                .exec(http("log in")
                        .post("/api/dev/login")
                        .body(StringBody(session -> "{\"subject\":\"%s\",\"role\":\"SHOPPER\"}"
                                .formatted(shopper(session).buyer())))
                        .check(status().is(200), jmesPath("token").saveAs("token")))
                .exitHereIf(session -> !session.contains("token"));
    }

    private ChainBuilder browse() {
        return exec(browseRequest());
    }

    private HttpRequestActionBuilder browseRequest() {
        return http("browse campaign")
                .get("/api/campaigns/" + campaign)
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
                pauseUntil(
                        session -> early.apply(session).minus(shopper(session).browsesFor())),
                solveChallenge(A),
                pauseUntil(early),
                nextKey(A),
                sendAndRecord(Operation.BUY, A, getTokenAndBuy("buy too early", A), early),
                exec(this::collectOrders));
    }

    private ChainBuilder click(@Nullable Function<Session, Instant> intended) {
        return exec(
                nextKey(A),
                sendAndRecord(Operation.BUY, A, getTokenAndBuy("buy", A), intended),
                askAgainUntilAnswered(A),
                exec(this::collectOrders));
    }

    /** Gatling can send two requests of one user at once only as resources of a third: the campaign page. */
    private ChainBuilder clickTwiceAtOnce() {
        Function<Session, Boolean> sameKey = is(Shopper.Style.SAME_KEY);
        return exec(
                nextKey(A),
                exec(session -> A.forgetAnswer(session)),
                getToken(A),
                doIfOrElse(sameKey).then(exec(session -> A.copyTo(B, session))).orElse(nextKey(B), exec(getToken(B))),
                exec(session -> B.sent(A.sent(session, clock.instant()), clock.instant())),
                doIf(session -> A.hasToken(session) && B.hasToken(session))
                        .then(exec(browseRequest().resources(buy("buy", A), buy("buy", B)))),
                exec(session -> recordConcurrent(session, A)),
                exec(session -> recordConcurrent(session, B)),
                askAgainUntilAnswered(A),
                askAgainUntilAnswered(B),
                doIf(sameKey)
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
                                sendAndRecord(Operation.BUY, slot, getTokenAndBuy("buy, asked again", slot), null),
                                exec(session -> session.set(TRIES, session.getInt(TRIES) + 1)
                                        .set(ANSWERED, slot.isAnswered(session)))));
    }

    /** Released stock sells again: the patient come back, politely, looking before they click. */
    private ChainBuilder comeBack() {
        return exec(asLongAs(session -> orders(session).isEmpty()
                        && wouldComeBack(session)
                        && clock.instant().isBefore(patienceEnds))
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

    /** Done before the click, as the shop's page does while its visitor reads. */
    private ChainBuilder solveChallenge(Slot slot) {
        return exec(http("get challenge")
                        .post("/api/challenges")
                        .header("Authorization", "Bearer #{token}")
                        .body(StringBody(session -> "{\"campaignId\":\"%s\",\"sku\":\"%s\"}"
                                .formatted(campaign, shopper(session).sku())))
                        .check(status().saveAs(slot.status()), status().in(200, 429, 503, 504))
                        .checkIf((response, session) -> response.status().code() == 200)
                        .then(
                                jmesPath("challenge").saveAs("challenge"),
                                jmesPath("salt").saveAs("salt"),
                                jmesPath("signature").saveAs("signature"),
                                jmesPath("maxnumber").ofLong().saveAs("maxNumber")))
                .exec(session -> session.contains("challenge")
                        ? slot.forgetAnswer(session.set(
                                        slot.solution(),
                                        ProofOfWork.solve(
                                                Objects.requireNonNull(session.getString("challenge")),
                                                Objects.requireNonNull(session.getString("salt")),
                                                Objects.requireNonNull(session.getString("signature")),
                                                session.getLong("maxNumber")))
                                .remove("challenge"))
                        : session);
    }

    /** Leaves the slot with a token, or with the answer that there is none. */
    private ChainBuilder getToken(Slot slot) {
        return exec(
                doIf(session -> !session.contains(slot.solution()))
                        .then(exec(solveChallenge(slot)), pause(SOLVING_TAKES)),
                doIf(session -> session.contains(slot.solution()))
                        .then(exec(http("get purchase token")
                                        .post(session -> "/api/campaigns/%s/items/%s/purchase-tokens"
                                                .formatted(
                                                        campaign,
                                                        shopper(session).sku()))
                                        .header("Authorization", "Bearer #{token}")
                                        .body(StringBody("{\"altcha\":\"#{" + slot.solution() + "}\"}"))
                                        .check(
                                                status().saveAs(slot.status()),
                                                jmesPath("code")
                                                        .ofString()
                                                        .optional()
                                                        .saveAs(slot.code()),
                                                jmesPath("token")
                                                        .ofString()
                                                        .optional()
                                                        .saveAs(slot.token()),
                                                status().in(201, 403, 409, 425, 429, 503, 504)))
                                // Used up, unless it was too early: the page keeps it for the opening.
                                .exec(session ->
                                        slot.isTooEarly(session) ? session : session.remove(slot.solution()))
                                // A token is no answer to the click.
                                .exec(session -> slot.hasToken(session) ? slot.forgetAnswer(session) : session)));
    }

    private ChainBuilder getTokenAndBuy(String name, Slot slot) {
        return exec(
                doIf(session -> !slot.hasToken(session)).then(getToken(slot)),
                doIf(slot::hasToken).then(exec(buy(name, slot))));
    }

    private HttpRequestActionBuilder buy(String name, Slot slot) {
        return http(name)
                .post("/api/orders")
                .header("Authorization", "Bearer #{token}")
                .header("Idempotency-Key", "#{" + slot.key() + "}")
                .header("Purchase-Token", "#{" + slot.token() + "}")
                .body(StringBody(session -> "{\"campaignId\":\"%s\",\"sku\":\"%s\",\"quantity\":1}"
                        .formatted(campaign, shopper(session).sku())))
                .check(
                        status().saveAs(slot.status()),
                        responseTimeInMillis().saveAs(slot.millis()),
                        jmesPath("orderId").ofString().optional().saveAs(slot.order()),
                        jmesPath("code").ofString().optional().saveAs(slot.code()),
                        status().in(DECISIONS));
    }

    private ChainBuilder nextKey(Slot slot) {
        return exec(session -> {
            int click = session.getInt(CLICKS) + 1;
            return slot.forget(session)
                    .set(CLICKS, click)
                    .set(
                            slot.key(),
                            "%s-%s-%d".formatted(campaign, shopper(session).buyer(), click));
        });
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
                                sendAndRecord(op, A, request, null),
                                exec(session -> session.set(TRIES, session.getInt(TRIES) + 1))));
    }

    // Recording

    private ChainBuilder sendAndRecord(
            Operation op, Slot slot, HttpRequestActionBuilder request, @Nullable Function<Session, Instant> intended) {
        return sendAndRecord(op, slot, exec(request), intended);
    }

    private ChainBuilder sendAndRecord(
            Operation op, Slot slot, ChainBuilder requests, @Nullable Function<Session, Instant> intended) {
        return exec(exec(session -> slot.sent(slot.forgetAnswer(session), clock.instant())), requests, exec(session -> {
            Instant now = clock.instant();
            Instant sent = slot.sentAt(session);
            Instant start = intended == null ? sent : intended.apply(session);
            remember(
                    session,
                    op,
                    slot,
                    now,
                    micros(start, now),
                    intended == null ? null : Math.max(0, micros(start, sent)));
            return session;
        }));
    }

    private Session recordConcurrent(Session session, Slot slot) {
        Instant now = clock.instant();
        long latency = session.contains(slot.millis())
                ? session.getInt(slot.millis()) * 1_000L
                : micros(slot.sentAt(session), now);
        remember(session, Operation.BUY, slot, now, latency, null);
        return session;
    }

    private void remember(
            Session session, Operation op, Slot slot, Instant now, long latencyMicros, @Nullable Long lateMicros) {
        Integer status = slot.status(session);
        boolean buys = op == Operation.BUY;
        history.accept(new HistoryLine(
                now.toString(),
                shopper(session).buyer(),
                op,
                Objects.requireNonNull(session.getString(slot.key())),
                Outcome.of(status),
                status,
                slot.code(session),
                buys ? slot.order(session) : session.getString(ORDER),
                buys ? campaign : null,
                buys ? shopper(session).sku() : null,
                buys ? Integer.valueOf(1) : null,
                latencyMicros,
                lateMicros));
    }

    private static long micros(Instant from, Instant to) {
        return ChronoUnit.MICROS.between(from, to);
    }

    // Small words

    private ChainBuilder pauseUntil(Function<Session, Instant> moment) {
        return pause(session -> {
            Duration left = Duration.between(clock.instant(), moment.apply(session));
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    private Instant clickMoment(Session session) {
        return buyingMoment.plus(shopper(session).clicksAfter());
    }

    private static Function<Session, Boolean> is(Shopper.Style style) {
        return session -> shopper(session).style() == style;
    }

    static Shopper shopper(Session session) {
        return Objects.requireNonNull(session.<Shopper>get(SHOPPER));
    }

    private static List<String> orders(Session session) {
        return session.getList(ORDERS);
    }
}
