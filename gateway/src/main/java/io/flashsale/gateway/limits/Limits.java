package io.flashsale.gateway.limits;

import com.alibaba.csp.sentinel.adapter.gateway.common.rule.GatewayFlowRule;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.flashsale.gateway.chain.Networks;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything operators may change while the gateways run, as one document.
 *
 * @param version counts up with every change
 * @param flow Sentinel's gateway flow rules; a rule's resource is the id of a route. {@code paramItem} with
 *     {@code parseStrategy} 0 counts per address, with 2 and {@code fieldName} Buyer per buyer
 * @param circuits when a service is left alone for a while
 * @param system Sentinel's protection of this machine
 * @param blocked who gets nothing at all
 * @param quotas hard limits of all gateways together
 * @param risk what counts against a caller, and from which sum on what follows
 * @param signedCampaigns campaigns whose orders have to be signed by the client
 */
public record Limits(
        long version,
        List<GatewayFlowRule> flow,
        List<Circuit> circuits,
        SystemLoad system,
        Blocked blocked,
        Quotas quotas,
        RiskRules risk,
        Set<String> signedCampaigns) {

    /**
     * A service that fails is asked again after a while.
     *
     * @param service inventory, order, payment or reward
     * @param errorRatio share of failed calls in ten seconds, above 0 and up to 1
     * @param minRequests calls in that time below which nothing follows
     * @param openSeconds how long it is left alone
     */
    public record Circuit(String service, double errorRatio, int minRequests, int openSeconds) {}

    /**
     * From where on this machine takes no more; null: no bound.
     *
     * @param highestLoad one-minute load average
     * @param highestCpu share of all processors, 0 to 1
     * @param mostRequests under way at once
     */
    public record SystemLoad(
            @Nullable Double highestLoad,
            @Nullable Double highestCpu,
            @Nullable Long mostRequests) {}

    /**
     * Who gets nothing at all.
     *
     * @param addresses addresses and networks, such as 203.0.113.0/24
     */
    public record Blocked(List<String> addresses, Set<String> buyers, Set<String> devices) {

        public Blocked {
            addresses = List.copyOf(addresses);
            buyers = Set.copyOf(buyers);
            devices = Set.copyOf(devices);
        }

        /** The addresses, ready to be asked. */
        @JsonIgnore
        Networks networks() {
            return Networks.of(addresses);
        }
    }

    /**
     * So many requests in so many seconds; unused ones are saved up to that number.
     *
     * @param requests at least 1
     * @param seconds 1 to 86,400
     */
    public record Quota(long requests, long seconds) {}

    /**
     * Hard limits.
     *
     * @param address every request of one address, per gateway
     * @param network requests for a challenge, a token or an order, of one /24 or /64
     * @param buyer the same of one buyer
     * @param device the same of one device
     * @param deliveryAddress purchase tokens for one place things are sent to
     */
    public record Quotas(Quota address, Quota network, Quota buyer, Quota device, Quota deliveryAddress) {

        public Quotas {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(network, "network");
            Objects.requireNonNull(buyer, "buyer");
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(deliveryAddress, "deliveryAddress");
        }
    }

    /**
     * Points against a caller; they add up within ten minutes.
     *
     * @param earlyHit for each request before the sale began, up to five
     * @param impossiblyFast a purchase token sooner after the challenge than a browser can solve it
     * @param fasterThanMillis what that is
     * @param manyBuyers one device or address with more buyers than the numbers after it
     * @param tokenReuse for each further order on one token, up to five
     * @param noBrowser without what every browser sends
     * @param weakDevice a device id that was not drawn at random
     * @param harderFrom points from which a challenge costs {@code harderEffort} times the work
     * @param slowFrom points from which {@code slowPerSecond} tokens are shared by all such callers
     * @param denyFrom points from which there are no tokens
     */
    public record RiskRules(
            int earlyHit,
            int impossiblyFast,
            int fasterThanMillis,
            int manyBuyers,
            int buyersPerDevice,
            int buyersPerAddress,
            int tokenReuse,
            int noBrowser,
            int weakDevice,
            int harderFrom,
            int slowFrom,
            int denyFrom,
            int harderEffort,
            int slowPerSecond) {}

    public Limits {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(blocked, "blocked");
        Objects.requireNonNull(quotas, "quotas");
        Objects.requireNonNull(risk, "risk");
        flow = List.copyOf(flow);
        circuits = List.copyOf(circuits);
        signedCampaigns = Set.copyOf(signedCampaigns);
    }

    /** The same with another version. */
    Limits numbered(long next) {
        return new Limits(next, flow, circuits, system, blocked, quotas, risk, signedCampaigns);
    }
}
