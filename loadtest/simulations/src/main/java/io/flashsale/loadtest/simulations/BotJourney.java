package io.flashsale.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import io.flashsale.loadtest.simulations.HistoryLine.Operation;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.time.Instant;

/** What a script does: no page, no thought, three calls before the opening, one at it, and the same token again. */
final class BotJourney {

    private static final Slot CALL = new Slot("script");
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final int EARLY_CALLS = 3;
    private static final int USES_OF_ONE_TOKEN = 3;
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(200);

    private final ShopCalls shop;
    private final Instant opening;

    BotJourney(ShopCalls shop, Instant opening) {
        this.shop = shop;
        this.opening = opening;
    }

    ChainBuilder wholeSale() {
        return exec(
                shop.logIn(),
                shop.pauseUntil(_ -> opening.minus(BEFORE)),
                shop.solveChallenge(CALL),
                repeat(EARLY_CALLS).on(attempt("script, too early"), pause(BETWEEN_CALLS)),
                shop.pauseUntil(_ -> opening),
                attempt("script"),
                repeat(USES_OF_ONE_TOKEN - 1)
                        .on(doIf(CALL::hasToken).then(attempt("script, same token")), pause(BETWEEN_CALLS)));
    }

    /** Every attempt is a new purchase, whatever the one before was told. */
    private ChainBuilder attempt(String name) {
        return exec(
                shop.nextKeyForSameToken(CALL),
                shop.sendAndRecord(Operation.BUY, CALL, shop.getTokenAndBuy(name, CALL), null));
    }
}
