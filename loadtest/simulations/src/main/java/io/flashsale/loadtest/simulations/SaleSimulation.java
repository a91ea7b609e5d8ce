package io.flashsale.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One sale, open model: the whole crowd logs in first, then each shopper clicks at a moment fixed beforehand,
 * however slowly others are answered. Latency of a click counts from that moment (no coordinated omission).
 */
abstract class SaleSimulation extends Simulation {

    private static final double MOST_FAILURES_PERCENT = 0.5;
    private static final Duration AFTER_LOGIN = Duration.ofSeconds(3);
    private static final Duration AFTER_OPENING = Duration.ofMillis(300);

    private final Optional<ClientHistory> history;

    SaleSimulation(Crowd crowd) {
        Settings settings = Settings.fromSystemProperties();
        Clock clock = Clock.systemUTC();
        CampaignOnSale campaign = CampaignOnSale.find(settings);
        List<Shopper> shoppers = crowd.shoppers(settings.shoppers(), settings.seed(), campaign.skus());
        this.history = settings.history().map(ClientHistory::to);
        ShopperJourney journey = new ShopperJourney(
                campaign.id(),
                buyingMoment(clock.instant(), campaign, settings),
                settings.duration(),
                clock,
                line -> history.ifPresent(h -> h.add(line)));

        setUp(scenario("shoppers")
                        .exec(
                                feed(shoppers.stream()
                                        .map(shopper -> Map.<String, Object>of(ShopperJourney.SHOPPER, shopper))
                                        .iterator()),
                                journey.wholeSale())
                        .injectOpen(rampUsers(settings.shoppers()).during(settings.loginTime())))
                .protocols(http.baseUrl(settings.target().toString())
                        .acceptHeader("application/json")
                        .contentTypeHeader("application/json")
                        .acceptLanguageHeader("en")
                        .userAgentHeader("Mozilla/5.0 (X11; Linux x86_64) flashsale load test")
                        .header(
                                "Device-Id",
                                session -> ShopperJourney.shopper(session).device())
                        .header(
                                "X-Forwarded-For",
                                session -> ShopperJourney.shopper(session).address())
                        .disableCaching()
                        .disableAutoReferer()
                        .disableWarmUp()
                        .shareConnections())
                // A time-out is no answer, and is asked again with the same key; more than a few are a failure.
                .assertions(global().failedRequests().percent().lt(MOST_FAILURES_PERCENT));
    }

    /** When the campaign opens, or as soon as everybody is logged in if that is later. */
    private static Instant buyingMoment(Instant now, CampaignOnSale campaign, Settings settings) {
        Instant opens = campaign.startsAt().plus(AFTER_OPENING);
        Instant ready = now.plus(settings.loginTime()).plus(AFTER_LOGIN);
        return opens.isAfter(ready) ? opens : ready;
    }

    @Override
    public void after() {
        history.ifPresent(ClientHistory::close);
    }
}
