package io.flashsale.order.client;

import io.flashsale.order.admission.RememberedVerdicts;
import io.flashsale.order.admission.StockGate;
import io.flashsale.order.application.Payments;
import io.flashsale.order.application.Reservations;
import io.flashsale.order.application.Rewards;
import io.flashsale.order.reconciliation.EarnedPoints;
import io.flashsale.web.PeerClients;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client per peer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeerProperties.class)
class PeerConfiguration {

    /** More batches than are ever under way at once; each holds up to 128 verdicts. */
    private static final int REMEMBERED_VERDICTS = 1_024;

    @Bean
    StockGate stockGate(PeerClients clients, PeerProperties peers) {
        StockGate gate =
                new HttpStockGate(clients.create(InventoryApi.class, peers.inventory(), peers.decisionTimeout()));
        return new RememberedVerdicts(gate, REMEMBERED_VERDICTS);
    }

    @Bean
    Reservations reservations(PeerClients clients, PeerProperties peers) {
        return new HttpReservations(clients.create(InventoryApi.class, peers.inventory()));
    }

    @Bean
    Payments payments(PeerClients clients, PeerProperties peers) {
        return new HttpPayments(clients.create(PaymentApi.class, peers.payment()));
    }

    @Bean
    Rewards rewards(PeerClients clients, PeerProperties peers) {
        return new HttpRewards(clients.create(RewardApi.class, peers.reward()));
    }

    @Bean
    EarnedPoints earnedPoints(PeerClients clients, PeerProperties peers) {
        return new HttpEarnedPoints(clients.create(RewardApi.class, peers.reward()));
    }
}
