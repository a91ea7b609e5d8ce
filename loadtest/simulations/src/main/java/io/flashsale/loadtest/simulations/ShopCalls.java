package io.flashsale.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of which a purchase consists, and the record of what they were told; used by people and by scripts.
 *
 * @param campaign id of the campaign everybody came for
 * @param history  hears of every answer
 */
record ShopCalls(String campaign, Clock clock, Consumer<HistoryLine> history) {

    /** Attribute of the session: who it is. */
    static final String SHOPPER = "shopper";

    /** Attribute of the session: the order a call other than buying is about. */
    static final String ORDER = "order";

    /** What reports call the first click of a purchase. */
    static final String CLICK = "buy";

    private static final String CLICKS = "clicks";

    /** In a browser; here it is done in a millisecond or two, as only scripts do it. */
    private static final Duration SOLVING_TAKES = Duration.ofMillis(100);

    /** Every answer to a buying click that is not an error; after 503 and 504 the same key is asked again. */
    private static final List<Integer> DECISIONS = List.of(202, 403, 409, 425, 429, 503, 504);

    ChainBuilder logIn() {
        return exec(session -> session.set(CLICKS, 0))
                .exec(http("log in")
                        .post("/api/dev/login")
                        .body(StringBody(session -> "{\"subject\":\"%s\",\"role\":\"SHOPPER\"}"
                                .formatted(shopper(session).buyer())))
                        .check(status().is(200), jmesPath("token").saveAs("token")))
                .exitHereIf(session -> !session.contains("token"));
    }

    /** Done before the click, as the shop's page does while its visitor reads. */
    ChainBuilder solveChallenge(Slot slot) {
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
    ChainBuilder getToken(Slot slot) {
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
                                .exec(session -> slot.isTooEarly(session) ? session : session.remove(slot.solution()))
                                // A token is no answer to the click.
                                .exec(session -> slot.hasToken(session) ? slot.forgetAnswer(session) : session)));
    }

    ChainBuilder getTokenAndBuy(String name, Slot slot) {
        return exec(
                doIf(session -> !slot.hasToken(session)).then(getToken(slot)),
                doIf(slot::hasToken).then(exec(buy(name, slot))));
    }

    HttpRequestActionBuilder buy(String name, Slot slot) {
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

    /** A new purchase. */
    ChainBuilder nextKey(Slot slot) {
        return exec(slot::forget).exec(nextKeyForSameToken(slot));
    }

    /** A new purchase with the token of the one before, as only scripts try it. */
    ChainBuilder nextKeyForSameToken(Slot slot) {
        return exec(session -> {
            int click = session.getInt(CLICKS) + 1;
            return session.set(CLICKS, click)
                    .set(
                            slot.key(),
                            "%s-%s-%d".formatted(campaign, shopper(session).buyer(), click));
        });
    }

    ChainBuilder sendAndRecord(
            Operation op, Slot slot, HttpRequestActionBuilder request, @Nullable Function<Session, Instant> intended) {
        return sendAndRecord(op, slot, exec(request), intended);
    }

    ChainBuilder sendAndRecord(
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

    Session recordConcurrent(Session session, Slot slot) {
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

    ChainBuilder pauseUntil(Function<Session, Instant> moment) {
        return pause(session -> {
            Duration left = Duration.between(clock.instant(), moment.apply(session));
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    static Shopper shopper(Session session) {
        return Objects.requireNonNull(session.<Shopper>get(SHOPPER));
    }
}
