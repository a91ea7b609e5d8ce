package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Followers;
import io.flashsale.inventory.domain.Followers.Follower;
import io.flashsale.inventory.domain.StockGate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Tells gateways about the campaigns as soon as something changes, and knows who has heard it. A gateway asks again at
 * once and says what it has heard; what it was told it believes for {@link Follower#BELIEF}, counted from the look at
 * the gates it came from. So a change is seen everywhere once each gateway has acknowledged it or believes nothing any
 * more, whichever instance of this service it asks.
 */
@Component
public class TellGateways {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final LiveCampaigns live;
    private final StockGate gate;
    private final Followers followers;

    TellGateways(LiveCampaigns live, StockGate gate, Followers followers) {
        this.live = live;
        this.gate = gate;
        this.followers = followers;
    }

    /**
     * Answers when there is something new to tell, or after {@code patience}.
     *
     * @param heard the time the gateway's last news came from, which this acknowledges
     * @param look what is known, and at least what was known at the given time
     * @param old whether the gateway knows that already
     */
    public <N> N tell(String gateway, Instant heard, Duration patience, Function<Instant, N> look, Predicate<N> old) {
        followers.note(new Follower(gateway, heard, heard));
        LiveCampaigns.Seen<N> seen = live.awaitNews(patience, look, old);
        // Before it is told: a change has to wait for whoever may believe something else.
        followers.note(new Follower(gateway, heard, seen.asOf()));
        return seen.news();
    }

    /** Returns when no gateway shows any more what was true before this call, after {@link Follower#BELIEF} at most. */
    public void awaitHeard() {
        Instant change = gate.read(List.of()).now();
        live.refreshGates();
        while (isShownSomewhere(change, live.saleTime())) LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }

    private boolean isShownSomewhere(Instant change, Instant now) {
        return now.isBefore(change.plus(Follower.BELIEF))
                && followers.lately(now).stream().anyMatch(follower -> follower.mayShowWhatWas(change, now));
    }
}
