package io.flashsale.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One sale, open model: the whole crowd logs in first, then each shopper clicks at a moment fixed beforehand,
 * however slowly others are answered. Latency of a click counts from that moment (no coordinated omission).
 */
abstract class SaleSimulation extends Simulation {

    private static final double MOST_FAILURES_PERCENT = 0.5;
    private static final Duration AFTER_LOGIN = Duration.ofSeconds(3);
    private static final Duration AFTER_OPENING = Duration.ofMillis(300);

    private final Optional<ClientHistory> history;

    SaleSimulation(Function<Settings, Crowd> crowd) {
        this(crowd, _ -> 0);
    }

    SaleSimulation(Function<Settings, Crowd> crowd, ToIntFunction<Settings> bots) {
        Settings settings = Settings.fromSystemProperties();
        Clock clock = Clock.systemUTC();
        CampaignOnSale campaign = CampaignOnSale.find(settings);
        this.history = settings.history().map(ClientHistory::to);
        Instant buyingMoment = buyingMoment(clock.instant(), campaign, settings);
        ShopCalls shop = new ShopCalls(campaign.id(), clock, line -> history.ifPresent(h -> h.add(line)));
        Crowd people = crowd.apply(settings);
        List<Shopper> shoppers = people.shoppers(settings.shoppers(), settings.seed(), campaign.skus());
        List<Shopper> accounts = Bots.accounts(bots.applyAsInt(settings), settings.seed(), campaign.skus());

        List<PopulationBuilder> populations = new ArrayList<>();
        populations.add(population(
                "shoppers",
                shoppers,
                new ShopperJourney(shop, buyingMoment, settings.duration()).wholeSale(),
                settings));
        if (!accounts.isEmpty()) {
            populations.add(
                    population("scripts", accounts, new BotJourney(shop, campaign.startsAt()).wholeSale(), settings));
        }
        setUp(populations)
                .protocols(http.baseUrl(settings.target().toString())
                        .acceptHeader("application/json")
                        .contentTypeHeader("application/json")
                        .acceptLanguageHeader("en")
                        .userAgentHeader("Mozilla/5.0 (X11; Linux x86_64) flashsale load test")
                        .header(
                                "Device-Id",
                                session -> ShopCalls.shopper(session).device())
                        .header(
                                "X-Forwarded-For",
                                session -> ShopCalls.shopper(session).address())
                        .disableCaching()
                        .disableAutoReferer()
                        .disableWarmUp()
                        .shareConnections())
                .assertions(assertions(settings, people));
    }

    /** A time-out is no answer, and is asked again with the same key; more than a few are a failure. */
    private static List<Assertion> assertions(Settings settings, Crowd crowd) {
        Assertion answered = global().failedRequests().percent().lt(MOST_FAILURES_PERCENT);
        return crowd.arrival() == Crowd.Arrival.RISING
                // It comes to find out when calls take too long.
                ? List.of(answered)
                : List.of(
                        answered,
                        details(ShopCalls.CLICK).responseTime().percentile(99).lt((int)
                                settings.p99().toMillis()));
    }

    private static PopulationBuilder population(
            String name, List<Shopper> members, ChainBuilder journey, Settings settings) {
        return scenario(name)
                .exec(
                        feed(members.stream()
                                .map(member -> Map.<String, Object>of(ShopCalls.SHOPPER, member))
                                .iterator()),
                        journey)
                .injectOpen(rampUsers(members.size()).during(settings.loginTime()));
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
