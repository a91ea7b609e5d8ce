package io.flashsale.launcher.stack;

/** What a gateway is started with when load is to meet the platform and not its limits. */
public final class GatewayLimits {

    /** The variable that names a document like {@link #NONE}. */
    public static final String VARIABLE = "FLASHSALE_GATEWAY_LIMITS";

    /** More of everything than any machine can send, and no harm in using a token again: the gate has to refuse that. */
    public static final String NONE = """
        {"version": 0, "flow": [], "circuits": [],
         "system": {"highestLoad": null, "highestCpu": null, "mostRequests": null},
         "blocked": {"addresses": [], "buyers": [], "devices": []},
         "quotas": {"address": {"requests": 1000000000, "seconds": 1}, "network": {"requests": 1000000000, "seconds": 1},
           "buyer": {"requests": 1000000000, "seconds": 1}, "device": {"requests": 1000000000, "seconds": 1},
           "deliveryAddress": {"requests": 1000000000, "seconds": 1}},
         "risk": {"earlyHit": 10, "impossiblyFast": 20, "fasterThanMillis": 5, "manyBuyers": 40, "buyersPerDevice": 3,
           "buyersPerAddress": 50, "tokenReuse": 0, "noBrowser": 20, "weakDevice": 20, "harderFrom": 40,
           "slowFrom": 70, "denyFrom": 100, "harderEffort": 10, "slowPerSecond": 20},
         "signedCampaigns": []}
        """;

    private GatewayLimits() {}
}
