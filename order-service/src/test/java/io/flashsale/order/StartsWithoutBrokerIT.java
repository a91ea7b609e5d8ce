package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * An order-service that finds neither name server nor coordinator starts and answers, and sells as soon as the former is
 * there.
 */
class StartsWithoutBrokerIT extends OrderServiceIT {

    @Test
    void startsAndSellsOnceTheNameServerIsThere() throws IOException {
        int nameServer = Middleware.freePort();
        try (ServiceProcess instance = another("127.0.0.1:" + nameServer)) {
            Campaign campaign = openCampaign(5, 5, 900);
            await().atMost(PATIENCE).until(() -> buyAt(instance, campaign).status() == 503);
            assertThat(askAt(instance, "/api/orders").status()).isEqualTo(200);

            try (ServerSocket door = new ServerSocket(nameServer, 50, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> leadToTheNameServer(door));
                await().atMost(PATIENCE).until(() -> buyAt(instance, campaign).status() == 202);
            }
        }
    }

    private ServiceProcess another(String nameServer) {
        return ServiceProcess.of("order-service")
                .database(ORDERS)
                .with("FLASHSALE_SEATA_SERVER", "127.0.0.1:" + Middleware.freePort())
                .with("FLASHSALE_ROCKETMQ_NAMESRV", nameServer)
                .with("FLASHSALE_INVENTORY_URL", inventoryUrl())
                .with("FLASHSALE_PAYMENT_URL", PAYMENT.url())
                .with("FLASHSALE_REWARD_URL", REWARD.url())
                .healthPath("/actuator/health/liveness")
                .start();
    }

    private Answer buyAt(ServiceProcess instance, Campaign campaign) {
        String buyer = uniqueName("buyer");
        return send(
                instance.url(),
                "POST",
                "/api/orders",
                new Caller(buyer, Role.SHOPPER),
                """
                {"campaignId":"%s","sku":"phone","quantity":1}""".formatted(campaign.id()),
                request -> request.header("Idempotency-Key", uniqueName("key"))
                        .header(
                                "Purchase-Token",
                                purchaseToken(
                                        buyer, campaign, java.time.Instant.now().plusSeconds(45)))
                        .header("Device-Id", DEVICE));
    }

    private Answer askAt(ServiceProcess instance, String path) {
        return send(
                instance.url(),
                "GET",
                path,
                new Caller(uniqueName("buyer"), Role.SHOPPER),
                "",
                UnaryOperator.identity());
    }

    private static void leadToTheNameServer(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Socket server = new Socket(
                        InetAddress.getLoopbackAddress(), Middleware.rocketMq().port());
                pump(caller, server);
                pump(server, caller);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One of the two hung up.
            }
        });
    }
}
